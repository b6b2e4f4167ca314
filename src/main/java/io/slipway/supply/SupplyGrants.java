package io.slipway.supply;

import static io.slipway.account.Permission.MANAGE_GRANTS;
import static io.slipway.account.Permission.VIEW_GRANTS;
import static io.slipway.account.Permission.VIEW_SUPPLY;

import io.slipway.account.Account;
import io.slipway.account.AccountSlug;
import io.slipway.account.Accounts;
import io.slipway.account.Acting;
import io.slipway.account.Capability;
import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.scope.IdScope;
import io.slipway.scope.Scope;
import io.slipway.scope.ScopeDeletion;
import io.slipway.scope.Scopes;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Granting manufacturers the right to supply a scope, and withdrawing it. */
@ApplicationScoped
public class SupplyGrants implements ScopeDeletion {
    private final Acting acting;
    private final Accounts accounts;
    private final Scopes scopes;
    private final SupplyGrantStore store;
    private final Events events;
    private final Clock clock;
    private final DeviceEndpoint endpoint;

    SupplyGrants(
            Acting acting,
            Accounts accounts,
            Scopes scopes,
            SupplyGrantStore store,
            Events events,
            Clock clock,
            @ConfigProperty(name = "slipway.device.public-host") String deviceHost,
            @ConfigProperty(name = "slipway.device.https-port") int httpsPort) {
        this.acting = acting;
        this.accounts = accounts;
        this.scopes = scopes;
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.endpoint = new DeviceEndpoint(deviceHost, httpsPort);
    }

    /** What the operator granted, in force first. */
    List<Supply> given(AccountSlug account) {
        return acting.in(account, VIEW_GRANTS, store::given);
    }

    List<Supply> given(AccountSlug account, IdScope idScope) {
        return acting.in(account, VIEW_GRANTS, tx -> {
            scopes.own(tx, idScope);
            return store.given(tx).stream()
                    .filter(supply -> supply.idScope().equals(idScope))
                    .toList();
        });
    }

    Supply given(AccountSlug account, IdScope idScope, SupplyGrantId id) {
        return given(account, idScope).stream()
                .filter(supply -> supply.supplyGrantId().equals(id))
                .findFirst()
                .orElseThrow(SupplyGrants::unknown);
    }

    /** What the manufacturer was granted, in force first. */
    List<Supply> received(AccountSlug account) {
        return acting.in(account, VIEW_SUPPLY, store::received);
    }

    /** The latest word on one scope. */
    Supply received(AccountSlug account, IdScope idScope) {
        return received(account).stream()
                .filter(supply -> supply.idScope().equals(idScope))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("scope"));
    }

    /** The scopes a grant can be given for, by name. */
    List<Scope> grantable(AccountSlug account) {
        return acting.in(account, MANAGE_GRANTS, scopes::own);
    }

    Supply grant(AccountSlug account, IdScope idScope, SupplyGrantDetails details) {
        details.check();
        return acting.in(account, MANAGE_GRANTS, tx -> {
            Scope scope = scopes.own(tx, idScope);
            SupplyGrant grant =
                    new SupplyGrant(scope, address(tx, details.manufacturer()), details.note(), clock.instant());
            store.insert(tx, grant);
            requireManufacturer(tx, grant.manufacturer());
            Supply facts = store.facts(tx, grant.id()).orElseThrow();
            record(tx, grant, act("supplyGrant.created", facts).changing(null, details));
            return facts;
        });
    }

    /** Withdraws it; what the manufacturer brought stays. */
    Supply revoke(AccountSlug account, IdScope idScope, SupplyGrantId id, Integer version) {
        return acting.in(account, MANAGE_GRANTS, tx -> {
            Scope scope = scopes.own(tx, idScope);
            SupplyGrant grant = store.own(tx, scope.id(), id).orElseThrow(SupplyGrants::unknown);
            Versions.check(version, grant.version());
            if (grant.isRevoked()) {
                throw new Problem(ProblemType.CONFLICT, "This grant was withdrawn already.");
            }
            grant.revoke(clock.instant());
            Supply facts = store.facts(tx, id).orElseThrow();
            record(tx, grant, act("supplyGrant.revoked", facts));
            return facts;
        });
    }

    @Override
    public void deleting(AccountTx tx, Scope scope) {
        store.given(tx).stream()
                .filter(supply -> supply.idScope().equals(scope.idScope()) && supply.inForce())
                .forEach(supply -> record(
                        tx,
                        store.own(tx, scope.id(), supply.supplyGrantId()).orElseThrow(),
                        act("supplyGrant.revoked", supply)));
    }

    DeviceEndpoint endpoint() {
        return endpoint;
    }

    static Problem unknown() {
        return Problem.notFound("supply grant");
    }

    private AccountId address(AccountTx tx, String slug) {
        AccountId manufacturer =
                accounts.addressOf(tx, new AccountSlug(slug)).orElseThrow(SupplyGrants::noSuchManufacturer);
        if (manufacturer.equals(tx.account())) {
            throw Problem.invalid(
                    "manufacturer", "Your own account needs no grant to bring identities into its scopes.");
        }
        return manufacturer;
    }

    /** Asked after the insert: row security shows a company to another only once a grant connects them. */
    private void requireManufacturer(AccountTx tx, AccountId id) {
        Account company = accounts.visible(tx).get(id);
        if (company == null || !company.capabilities().contains(Capability.MANUFACTURER.word())) {
            throw noSuchManufacturer();
        }
    }

    /** The same for an unknown name and a company that is no manufacturer, so that names cannot be probed. */
    private static Problem noSuchManufacturer() {
        return Problem.invalid(
                "manufacturer",
                "No manufacturer account has this name. Ask the manufacturer for the name in the addresses of its own"
                        + " pages; somebody of it must have signed in once.");
    }

    private void record(AccountTx tx, SupplyGrant grant, Act act) {
        events.recordForBoth(tx, grant.manufacturer(), act.in(grant.scope()));
    }

    private static Act act(String action, Supply facts) {
        return Act.of(action, facts.supplyGrantId(), facts.manufacturerName() + " to " + facts.idScope());
    }
}
