package io.slipway.registration;

import io.slipway.certificate.Certificates;
import io.slipway.certificate.ScopeCertificate;
import io.slipway.db.AccountTx;
import io.slipway.enrollment.EnrollmentGroups;
import io.slipway.enrollment.GroupPolicy;
import io.slipway.hub.Hubs;
import io.slipway.scope.ScopeId;
import io.slipway.x509.CertificateFile;
import io.slipway.x509.TrustedCa;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Loads snapshots and keeps the newest of each scope. */
@ApplicationScoped
class ScopeSnapshots {
    private final RegistrationStore store;
    private final EnrollmentGroups groups;
    private final Certificates certificates;
    private final Hubs hubs;
    private final Map<ScopeId, ScopeSnapshot> newest = new ConcurrentHashMap<>();

    ScopeSnapshots(RegistrationStore store, EnrollmentGroups groups, Certificates certificates, Hubs hubs) {
        this.store = store;
        this.groups = groups;
        this.certificates = certificates;
        this.hubs = hubs;
    }

    ScopeSnapshot get(AccountTx tx, ScopeAddress scope, long generation) {
        ScopeSnapshot kept = newest.get(scope.scopeId());
        if (kept != null && kept.generation() == generation) {
            return kept;
        }
        ScopeSnapshot loaded = load(tx, scope);
        newest.merge(scope.scopeId(), loaded, (a, b) -> a.generation() > b.generation() ? a : b);
        return loaded;
    }

    void forget(ScopeId scope) {
        newest.remove(scope);
    }

    private ScopeSnapshot load(AccountTx tx, ScopeAddress scope) {
        // The generation first: what is read after it is as new or newer, so a change in between is loaded again.
        ScopeSettings row = store.scope(tx, scope.scopeId());
        List<GroupPolicy> all = groups.ofScope(tx, scope.scopeId());
        List<ScopeCertificate> uploaded = certificates.ofScope(tx, scope.scopeId());
        return new ScopeSnapshot(
                row.generation(),
                row.idScope(),
                row.allocationPolicy(),
                hubs.linked(tx, scope.scopeId()),
                ofType(all, "symmetricKey"),
                ofType(all, "x509"),
                uploaded,
                uploaded.stream()
                        .filter(certificate -> certificate.verifiedAt() != null)
                        .collect(Collectors.toMap(
                                ScopeCertificate::sha256Thumbprint,
                                certificate -> TrustedCa.of(CertificateFile.fromDer(certificate.der())),
                                (one, sameBroughtByAnother) -> one)));
    }

    private static List<GroupPolicy> ofType(List<GroupPolicy> groups, String type) {
        return groups.stream()
                .filter(group -> group.attestationType().equals(type))
                .toList();
    }
}
