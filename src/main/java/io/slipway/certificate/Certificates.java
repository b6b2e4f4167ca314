package io.slipway.certificate;

import io.slipway.db.AccountTx;
import io.slipway.scope.ScopeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Bringing CA certificates into scopes and proving possession of their keys. */
@ApplicationScoped
public class Certificates {
    private final CertificateStore store;

    Certificates(CertificateStore store) {
        this.store = store;
    }

    /** For the device plane and enrollments: every certificate of a scope that the transaction may see. */
    public List<ScopeCertificate> ofScope(AccountTx tx, ScopeId scope) {
        return store.ofScope(tx, scope);
    }
}
