package io.slipway.certificate;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.slipway.db.AccountTx;
import io.slipway.db.Keyset;
import io.slipway.scope.IdScope;
import io.slipway.scope.ScopeId;
import io.slipway.supply.ScopeAccess;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

@ApplicationScoped
class CertificateStore {
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<Certificate, UUID> {}

    // language=SQL
    private static final String STATE =
            """
            case when certificate.not_after <= cast(:now as timestamptz) then 'expired'
                 when certificate.verified_at is null then 'unverified'
                 when certificate.not_after <= cast(:now as timestamptz) + interval '30 days' then 'expiring'
                 else 'verified' end
            """;

    // The scope is left-joined: row security hides it from a manufacturer whose grant was withdrawn.
    // language=SQL
    private static final String FACTS =
            """
            select certificate.*
                 , scope_address.id_scope
                 , scope.name as scope_name
                 , operator.name as operator_name
                 , supplier.slug as supplier
                 , supplier.name as supplier_name
                 , %s as state
              from certificate
              join scope_address using (scope_id)
              left join scope using (scope_id)
              left join account as operator on operator.account_id = certificate.account_id
              left join account as supplier on supplier.account_id = certificate.supplier_id
            """
                    .formatted(STATE);

    // language=SQL
    private static final String BROUGHT_OR_OWN =
            """
             where case when :brought then certificate.supplier_id = :account else certificate.account_id = :account end
               and (cast(:scope as uuid) is null or certificate.scope_id = :scope)
            """;

    private final Rows rows;
    private final Clock clock;

    CertificateStore(Rows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

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
                .mapTo(ScopeCertificate.class)
                .list();
    }

    /** One page, by name. */
    Keyset<CertificateFacts> find(AccountTx tx, boolean brought, CertificateFilter filter) {
        // language=SQL
        Query query = tx.query(FACTS
                        + BROUGHT_OR_OWN
                        + """
                           and (cast(:state as text) is null or %s = :state)
                           and (:query = '' or position(lower(:query) in lower(certificate.name)) > 0
                             or position(lower(:query) in lower(certificate.subject)) > 0
                             or position(:thumbprint in certificate.sha256_thumbprint) = 1
                             or position(:thumbprint in certificate.sha1_thumbprint) = 1)
                           and (cast(:after as uuid) is null or (lower(certificate.name), certificate.certificate_id) >
                             (select lower(name), certificate_id from certificate where certificate_id = :after))
                         order by lower(certificate.name), certificate.certificate_id
                         limit :limit
                        """
                                .formatted(STATE))
                .bind("state", filter.state() == null ? null : filter.state().toString())
                .bind("query", filter.query())
                .bind("thumbprint", filter.thumbprint())
                .bind("after", filter.after())
                .bind("limit", CertificateFilter.PAGE + 1);
        List<CertificateFacts> read = facts(bind(query, tx, brought, filter));
        return Keyset.of(
                read, CertificateFilter.PAGE, last -> last.certificateId().toString());
    }

    Map<CertificateState, Long> counts(AccountTx tx, boolean brought, CertificateFilter filter) {
        Query query = tx.query(
                "select " + STATE + " as state, count(*) as count from certificate" + BROUGHT_OR_OWN + " group by 1");
        Map<CertificateState, Long> counts = new EnumMap<>(CertificateState.class);
        bind(query, tx, brought, filter)
                .map((row, context) ->
                        counts.put(CertificateState.fromString(row.getString("state")), row.getLong("count")))
                .list();
        return counts;
    }

    CertificateFacts facts(AccountTx tx, CertificateId id) {
        return facts(tx.query(FACTS + " where certificate.certificate_id = :id")
                        .bind("id", id)
                        .bind("now", clock.instant()))
                .get(0);
    }

    Certificate row(AccountTx tx, ScopeAccess access, String name) {
        return rows.find(
                        "scopeId = ?1 and lower(name) = lower(?2)",
                        access.scope().value(),
                        name)
                .firstResultOptional()
                .orElseThrow(() -> Problem.notFound("certificate"));
    }

    /** Those of the scope, as far as the account sees them, that have this key or this subject. */
    List<ScopeCertificate> alike(AccountTx tx, ScopeAccess access, NewCertificate candidate) {
        // language=SQL
        return tx.query(
                        """
                        select certificate_id, name, der, sha256_thumbprint, verified_at, supplier_id
                          from certificate
                         where scope_id = :scope
                           and (key_sha256 = :key or subject = :subject or sha256_thumbprint = :thumbprint)
                         order by name
                        """)
                .bind("scope", access.scope())
                .bind("key", candidate.keySha256())
                .bind("subject", candidate.subject())
                .bind("thumbprint", candidate.sha256Thumbprint())
                .mapTo(ScopeCertificate.class)
                .list();
    }

    /** False when the name is taken, maybe by a certificate that the acting account does not see. */
    boolean insert(AccountTx tx, ScopeAccess access, CertificateId id, String name, NewCertificate certificate) {
        // language=SQL
        return tx.update(
                                """
                                insert into certificate (certificate_id, account_id, scope_id, supplier_id, name, der, subject
                                                       , issuer, serial_number, sha1_thumbprint, sha256_thumbprint
                                                       , key_sha256, not_before, not_after, created_at, updated_at)
                                values (:id, :account, :scope, :supplier, :name, :der, :subject
                                      , :issuer, :serialNumber, :sha1Thumbprint, :sha256Thumbprint
                                      , :keySha256, :notBefore, :notAfter, :now, :now)
                                on conflict (scope_id, lower(name)) do nothing
                                """)
                        .bind("id", id)
                        .bind("account", access.owner())
                        .bind("scope", access.scope())
                        .bind("supplier", access.supplier())
                        .bind("name", name)
                        .bindMethods(certificate)
                        .bind("now", clock.instant())
                        .execute()
                == 1;
    }

    void delete(AccountTx tx, Certificate certificate) {
        rows.delete(certificate);
    }

    private Query bind(Query query, AccountTx tx, boolean brought, CertificateFilter filter) {
        return query.bind("brought", brought)
                .bind("account", tx.account())
                .bind("scope", filter.scope())
                .bind("now", clock.instant());
    }

    private static List<CertificateFacts> facts(Query query) {
        return query.registerColumnMapper(IdScope.class, (row, column, context) -> new IdScope(row.getString(column)))
                .mapTo(CertificateFacts.class)
                .list();
    }
}
