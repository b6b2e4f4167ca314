package io.slipway.enrollment;

import io.slipway.certificate.CertificateUse;
import io.slipway.certificate.CertificateUses;
import io.slipway.certificate.ScopeCertificate;
import io.slipway.db.AccountTx;
import io.slipway.scope.ScopeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which enrollments and groups stop working without a certificate, as far as the acting account may see them. Those that it
 * may not see still keep the certificate from being deleted: the rows refer to it.
 */
@ApplicationScoped
class EnrollmentCertificateUses implements CertificateUses {
    private static final int MOST = 100;
    private final EnrollmentGroupStore groups;

    EnrollmentCertificateUses(EnrollmentGroupStore groups) {
        this.groups = groups;
    }

    @Override
    public List<CertificateUse> of(AccountTx tx, ScopeId scope, ScopeCertificate certificate) {
        return Stream.concat(byName(tx, scope, certificate).stream(), bySignature(tx, scope, certificate).stream())
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static List<CertificateUse> byName(AccountTx tx, ScopeId scope, ScopeCertificate certificate) {
        // language=SQL
        return tx.query(
                        """
                        select 'enrollment group' as kind, group_id as name, %1$s || '/groups/' || group_id as path
                          from enrollment_group e
                          join scope_address using (scope_id)
                         where e.scope_id = :scope and (primary_ca = :name or secondary_ca = :name)
                        union all
                        (select 'enrollment', registration_id, %1$s || '/enrollments/' || registration_id
                          from enrollment e
                          join scope_address using (scope_id)
                         where e.scope_id = :scope and (primary_ca = :name or secondary_ca = :name)
                         limit :most)
                        """
                                .formatted(sideOf("e")))
                .bind("scope", scope)
                .bind("name", certificate.name())
                .bind("account", tx.account())
                .bind("most", MOST)
                .map((row, context) ->
                        new CertificateUse(row.getString("kind"), row.getString("name"), row.getString("path")))
                .list();
    }

    /** Groups whose intermediate certificates it signed. */
    private List<CertificateUse> bySignature(AccountTx tx, ScopeId scope, ScopeCertificate certificate) {
        String address = tx.query("select " + sideOf("s") + " from scope_address s where scope_id = :scope")
                .bind("scope", scope)
                .bind("account", tx.account())
                .mapTo(String.class)
                .one();
        return groups.policies(tx, scope).stream()
                .filter(group -> group.signingCertificates().stream()
                        .anyMatch(der -> GivenCertificate.isIssuedBy(der, certificate.der())))
                .map(group ->
                        new CertificateUse("enrollment group", group.groupId(), address + "/groups/" + group.groupId()))
                .toList();
    }

    private static String sideOf(String table) {
        return "case when %s.account_id = :account then 'scopes/' else 'supply/' end || id_scope".formatted(table);
    }
}
