package io.slipway.claim;

import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.lease.ClaimedLeases;
import io.slipway.scope.IdScope;
import io.slipway.scope.Scope;
import io.slipway.scope.Scopes;
import io.slipway.security.OneTimeCode;
import io.slipway.web.Choice;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What an operator decides about claims: the terms, the codes, and who gets a device. */
@ApplicationScoped
class ClaimPolicies {
    private static final int MOST_CODES = 1_000;
    private static final int SHOWN = 200;
    private static final Duration VALID = Duration.ofDays(365);
    private final Acting acting;
    private final Scopes scopes;
    private final ClaimPolicyStore policies;
    private final ClaimStore store;
    private final ClaimedLeases leases;
    private final Events events;
    private final Clock clock;
    private final String portal;

    ClaimPolicies(
            Acting acting,
            Scopes scopes,
            ClaimPolicyStore policies,
            ClaimStore store,
            ClaimedLeases leases,
            Events events,
            Clock clock,
            @ConfigProperty(name = "slipway.portal-url") String portal) {
        this.acting = acting;
        this.scopes = scopes;
        this.policies = policies;
        this.store = store;
        this.leases = leases;
        this.events = events;
        this.clock = clock;
        this.portal = portal;
    }

    List<ClaimPolicy> all(AccountSlug account) {
        return acting.in(account, VIEW_SCOPES, policies::all);
    }

    List<Scope> scopes(AccountSlug account) {
        return acting.in(account, VIEW_SCOPES, scopes::own);
    }

    ClaimPolicy get(AccountSlug account, ClaimPolicyId id) {
        return acting.in(account, VIEW_SCOPES, tx -> own(tx, id));
    }

    List<Claim> claims(AccountSlug account, ClaimPolicyId id) {
        return acting.in(
                account, VIEW_SCOPES, tx -> store.claims(tx, own(tx, id).id(), SHOWN));
    }

    ClaimPolicy create(AccountSlug account, ClaimPolicyDetails details) {
        details.check();
        return acting.in(account, MANAGE_SCOPES, tx -> {
            Scope scope = scopes.own(tx, IdScope.fromString(details.idScope()));
            ClaimPolicyId id =
                    policies.insert(tx, scope.id(), details, leases.returnHub(tx, scope.id(), details.returnHub()));
            events.record(
                    tx,
                    Act.of("claimPolicy.created", id, details.name())
                            .in(scope.id())
                            .changing(null, details));
            return own(tx, id);
        });
    }

    /** For claims from now on; leases keep the terms they began with. Its scope stays. */
    ClaimPolicy change(AccountSlug account, ClaimPolicyId id, ClaimPolicyDetails details, Integer version) {
        return acting.in(account, MANAGE_SCOPES, tx -> {
            ClaimPolicy before = locked(tx, id);
            Versions.check(version, before.version());
            ClaimPolicyDetails after = details.in(before.idScope());
            after.check();
            UUID returnHub = leases.returnHub(tx, before.scope(), after.returnHub());
            policies.change(tx, id, after, returnHub, clock.instant());
            events.record(
                    tx,
                    Act.of("claimPolicy.changed", id, after.name())
                            .in(before.scope())
                            .changing(before.details(), after));
            return own(tx, id);
        });
    }

    /** Its codes open nothing until it is opened again; leases that began by them go on. */
    ClaimPolicy close(AccountSlug account, ClaimPolicyId id) {
        return acting.in(account, MANAGE_SCOPES, tx -> {
            ClaimPolicy policy = locked(tx, id);
            if (policy.isClosed()) {
                throw new Problem(ProblemType.CONFLICT, "This claim policy is closed already.");
            }
            policies.close(tx, id, clock.instant());
            events.record(tx, Act.of("claimPolicy.closed", id, policy.name()).in(policy.scope()));
            return own(tx, id);
        });
    }

    ClaimPolicy reopen(AccountSlug account, ClaimPolicyId id) {
        return acting.in(account, MANAGE_SCOPES, tx -> {
            ClaimPolicy policy = locked(tx, id);
            if (!policy.isClosed()) {
                throw new Problem(ProblemType.CONFLICT, "This claim policy is open.");
            }
            policies.close(tx, id, null);
            events.record(tx, Act.of("claimPolicy.reopened", id, policy.name()).in(policy.scope()));
            return own(tx, id);
        });
    }

    /** Where devices can come back to. */
    List<Choice> hubs(AccountSlug account) {
        return acting.in(account, VIEW_SCOPES, leases::hubs);
    }

    /** New codes, shown this once; the ones before of the same devices are worth nothing any more. */
    List<IssuedCode> issue(AccountSlug account, ClaimPolicyId id, List<String> registrationIds) {
        List<String> keys = keys(registrationIds);
        return acting.in(account, MANAGE_SCOPES, tx -> {
            ClaimPolicy policy = own(tx, id);
            if (policy.isClosed()) {
                throw new Problem(
                        ProblemType.CONFLICT, "This claim policy is closed. Reopen it, and issue codes then.");
            }
            List<String> held = store.held(tx, policy.scope(), keys);
            if (held.size() < keys.size()) {
                throw Problem.invalid(
                        "registrationIds",
                        "%d of these devices are not known here, or held by another company."
                                .formatted(keys.size() - held.size()));
            }
            store.replace(tx, policy.scope(), keys);
            List<OneTimeCode> codes =
                    held.stream().map(device -> OneTimeCode.generate()).toList();
            store.insert(tx, policy, held, codes, clock.instant().plus(VALID));
            events.record(
                    tx,
                    Act.of("claimPolicy.codesIssued", id, policy.name())
                            .in(policy.scope())
                            .changing(null, Map.of("codes", codes.size())));
            return issued(held, codes);
        });
    }

    void approve(AccountSlug account, ClaimPolicyId id, ClaimId claim) {
        acting.in(account, MANAGE_SCOPES, tx -> {
            Claim pending = pending(tx, id, claim);
            requireRoom(tx, own(tx, id), pending);
            leases.offer(tx, store.device(tx, claim.value()), pending.claimantId());
            decide(tx, id, pending, "used", "claim.approved");
            return null;
        });
    }

    void refuse(AccountSlug account, ClaimPolicyId id, ClaimId claim) {
        acting.in(account, MANAGE_SCOPES, tx -> {
            decide(tx, id, pending(tx, id, claim), "refused", "claim.refused");
            return null;
        });
    }

    private void requireRoom(AccountTx tx, ClaimPolicy policy, Claim claim) {
        Integer most = policy.mostDevices();
        if (most != null && leases.held(tx, policy.id().value(), claim.claimantId()) >= most) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "%s has the %d devices already that %s allows. Raise the limit, or refuse the claim.",
                    claim.claimantName(),
                    most,
                    policy.name());
        }
    }

    private void decide(AccountTx tx, ClaimPolicyId id, Claim claim, String state, String action) {
        store.decide(tx, claim.id(), state, clock.instant());
        Act act = Act.of(action, claim.id(), claim.registrationId())
                .in(own(tx, id).scope());
        events.recordForBoth(tx, claim.claimantId(), act);
    }

    private ClaimPolicy own(AccountTx tx, ClaimPolicyId id) {
        return policies.find(tx, id).orElseThrow(() -> Problem.notFound("claim policy"));
    }

    private ClaimPolicy locked(AccountTx tx, ClaimPolicyId id) {
        policies.lock(tx, id);
        return own(tx, id);
    }

    private Claim pending(AccountTx tx, ClaimPolicyId id, ClaimId claim) {
        Claim found = store.claims(tx, own(tx, id).id(), Integer.MAX_VALUE).stream()
                .filter(each -> each.id().equals(claim))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("claim"));
        if (!found.isPending()) {
            throw new Problem(ProblemType.CONFLICT, "This claim was decided already.");
        }
        return found;
    }

    private static List<String> keys(List<String> registrationIds) {
        List<String> keys = registrationIds.stream()
                .filter(id -> id != null && !id.isBlank())
                .map(id -> id.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        if (keys.isEmpty() || keys.size() > MOST_CODES) {
            throw Problem.invalid("registrationIds", "Choose 1 to 1,000 devices.");
        }
        return keys;
    }

    private List<IssuedCode> issued(List<String> ids, List<OneTimeCode> codes) {
        List<IssuedCode> issued = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            String code = codes.get(i).value();
            issued.add(new IssuedCode(ids.get(i), code, portal + "/claim?code=" + code));
        }
        return issued;
    }
}
