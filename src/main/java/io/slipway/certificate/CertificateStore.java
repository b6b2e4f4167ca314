package io.slipway.certificate;

import io.slipway.db.AccountTx;
import io.slipway.scope.ScopeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

@ApplicationScoped
class CertificateStore {
    List<ScopeCertificate> ofScope(AccountTx tx, ScopeId scope) {
        // language=SQL
        return tx.query(
                        """
                        select certificate_id, name, der, sha256_thumbprint, verified_at, supplier_id
                          from certificate
                         where scope_id = :scope
                         order by name
                        """)
                .bind("scope", scope)
                .registerRowMapper(ConstructorMapper.factory(ScopeCertificate.class))
                .mapTo(ScopeCertificate.class)
                .list();
    }
}
