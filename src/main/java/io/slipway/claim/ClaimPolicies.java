package io.slipway.claim;

import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.lease.ClaimedLeases;
import io.slipway.scope.IdScope;
import io.slipway.scope.Scope;
import io.slipway.scope.Scopes;
import io.slipway.web.Choice;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** On what terms an operator hands out devices by codes. */
@ApplicationScoped
class ClaimPolicies {
    private final Acting acting;
    private final Scopes scopes;
    private final ClaimPolicyStore policies;
    private final ClaimedLeases leases;
    private final Events events;
    private final Clock clock;

    ClaimPolicies(
            Acting acting, Scopes scopes, ClaimPolicyStore policies, ClaimedLeases leases, Events events, Clock clock) {
        this.acting = acting;
        this.scopes = scopes;
        this.policies = policies;
        this.leases = leases;
        this.events = events;
        this.clock = clock;
    }

    List<ClaimPolicy> all(AccountSlug account) {
        return acting.in(account, VIEW_SCOPES, policies::all);
    }

    List<Scope> scopes(AccountSlug account) {
        return acting.in(account, VIEW_SCOPES, scopes::own);
    }

    ClaimPolicy get(AccountSlug account, ClaimPolicyId id) {
        return acting.in(account, VIEW_SCOPES, tx -> policies.get(tx, id));
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
            return policies.get(tx, id);
        });
    }

    /** For claims from now on; leases keep the terms they began with. Its scope stays. */
    ClaimPolicy change(AccountSlug account, ClaimPolicyId id, ClaimPolicyDetails details, Integer version) {
        return acting.in(account, MANAGE_SCOPES, tx -> {
            ClaimPolicy before = policies.locked(tx, id);
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
            return policies.get(tx, id);
        });
    }

    /** Its codes open nothing until it is opened again; leases that began by them go on. */
    ClaimPolicy close(AccountSlug account, ClaimPolicyId id) {
        return acting.in(account, MANAGE_SCOPES, tx -> {
            ClaimPolicy policy = policies.locked(tx, id);
            if (policy.isClosed()) {
                throw new Problem(ProblemType.CONFLICT, "This claim policy is closed already.");
            }
            policies.close(tx, id, clock.instant());
            events.record(tx, Act.of("claimPolicy.closed", id, policy.name()).in(policy.scope()));
            return policies.get(tx, id);
        });
    }

    ClaimPolicy reopen(AccountSlug account, ClaimPolicyId id) {
        return acting.in(account, MANAGE_SCOPES, tx -> {
            ClaimPolicy policy = policies.locked(tx, id);
            if (!policy.isClosed()) {
                throw new Problem(ProblemType.CONFLICT, "This claim policy is open.");
            }
            policies.close(tx, id, null);
            events.record(tx, Act.of("claimPolicy.reopened", id, policy.name()).in(policy.scope()));
            return policies.get(tx, id);
        });
    }

    /** Where devices can come back to. */
    List<Choice> hubs(AccountSlug account) {
        return acting.in(account, VIEW_SCOPES, leases::hubs);
    }
}
