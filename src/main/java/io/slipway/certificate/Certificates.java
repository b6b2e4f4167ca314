package io.slipway.certificate;

import static io.slipway.account.Permission.MANAGE_CERTIFICATES;
import static io.slipway.account.Permission.SUPPLY;
import static io.slipway.account.Permission.VIEW_CERTIFICATES;
import static io.slipway.account.Permission.VIEW_SUPPLY;

import io.quarkus.arc.All;
import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.audit.Event;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.scope.ScopeId;
import io.slipway.supply.ScopeAccess;
import io.slipway.supply.ScopeAccesses;
import io.slipway.supply.ScopeAddress;
import io.slipway.supply.Side;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The CA certificates of scopes, for the operator and for the manufacturer that brought them. */
@ApplicationScoped
public class Certificates {
    private static final int EVENTS_ON_ITS_PAGE = 50;
    private final Acting acting;
    private final ScopeAccesses scopes;
    private final CertificateStore store;
    private final List<CertificateUses> uses;
    private final Events events;
    private final Clock clock;

    Certificates(
            Acting acting,
            ScopeAccesses scopes,
            CertificateStore store,
            @All List<CertificateUses> uses,
            Events events,
            Clock clock) {
        this.acting = acting;
        this.scopes = scopes;
        this.store = store;
        this.uses = uses;
        this.events = events;
        this.clock = clock;
    }

    /** For the device plane and enrollments: every certificate of a scope that the transaction may see. */
    public List<ScopeCertificate> ofScope(AccountTx tx, ScopeId scope) {
        return store.ofScope(tx, scope);
    }

    /** Of every scope: the operator's own, or what the manufacturer brought. */
    CertificateList all(AccountSlug account, Side side, CertificateFilter filter) {
        return acting.in(
                account, side == Side.SUPPLIER ? VIEW_SUPPLY : VIEW_CERTIFICATES, tx -> list(tx, side, filter, null));
    }

    CertificateList all(ScopeAddress address, CertificateFilter filter) {
        return scopes.in(
                address,
                VIEW_CERTIFICATES,
                VIEW_SUPPLY,
                (tx, access) -> list(tx, address.side(), filter.in(access.scope()), access.withdrawnAt()));
    }

    CertificatePage get(ScopeAddress address, String name) {
        return scopes.in(address, VIEW_CERTIFICATES, VIEW_SUPPLY, (tx, access) -> {
            CertificateFacts facts = facts(tx, store.row(tx, access, name));
            List<Event> story = events.of(tx, "certificate", facts.certificateId(), EVENTS_ON_ITS_PAGE);
            return new CertificatePage(facts, uses(tx, access, facts), story, access.withdrawnAt());
        });
    }

    CertificateFacts rename(ScopeAddress address, String name, String newName, Integer version) {
        CertificateName.check(String.valueOf(newName));
        return scopes.in(address, MANAGE_CERTIFICATES, SUPPLY, (tx, access) -> {
            Certificate certificate = store.row(tx, access, name);
            Versions.check(version, certificate.version());
            CertificateFacts before = facts(tx, certificate);
            certificate.rename(newName, clock.instant());
            CertificateFacts after = facts(tx, certificate);
            access.record(
                    events,
                    tx,
                    certificate.supplier(),
                    Uploads.act("certificate.renamed", after).changing(Said.of(before), Said.of(after)));
            return after;
        });
    }

    void delete(ScopeAddress address, String name, Integer version) {
        scopes.in(address, MANAGE_CERTIFICATES, SUPPLY, (tx, access) -> {
            Certificate certificate = store.row(tx, access, name);
            Versions.check(version, certificate.version());
            CertificateFacts facts = facts(tx, certificate);
            refuseWhileInUse(tx, access, facts);
            access.record(
                    events,
                    tx,
                    certificate.supplier(),
                    Uploads.act("certificate.deleted", facts).changing(Said.of(facts), null));
            store.delete(tx, certificate);
            return null;
        });
    }

    private CertificateList list(AccountTx tx, Side side, CertificateFilter filter, Instant withdrawnAt) {
        boolean brought = side == Side.SUPPLIER;
        return new CertificateList(
                store.find(tx, brought, filter), store.counts(tx, brought, filter), filter, withdrawnAt);
    }

    private CertificateFacts facts(AccountTx tx, Certificate certificate) {
        return store.facts(tx, certificate.id());
    }

    private List<CertificateUse> uses(AccountTx tx, ScopeAccess access, CertificateFacts certificate) {
        return uses.stream()
                .flatMap(feature -> feature.of(tx, access.scope(), certificate.light()).stream())
                .toList();
    }

    private void refuseWhileInUse(AccountTx tx, ScopeAccess access, CertificateFacts certificate) {
        List<CertificateUse> dependants = uses(tx, access, certificate);
        if (!dependants.isEmpty()) {
            throw new Problem(
                    ProblemType.IN_USE,
                    "The certificate cannot be deleted while these depend on it: %s.",
                    dependants.stream().map(CertificateUse::toString).collect(Collectors.joining(", ")));
        }
    }
}
