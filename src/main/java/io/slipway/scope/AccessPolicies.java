package io.slipway.scope;

import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.security.Secrets;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.function.BiFunction;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Creating, revealing and rotating shared access policies. */
@ApplicationScoped
public class AccessPolicies {
    private static final int KEY_BYTES = 32;
    private final Acting acting;
    private final ScopeStore store;
    private final Secrets secrets;
    private final Events events;
    private final Clock clock;
    private final String domain;

    AccessPolicies(
            Acting acting,
            ScopeStore store,
            Secrets secrets,
            Events events,
            Clock clock,
            @ConfigProperty(name = "slipway.domain") String domain) {
        this.acting = acting;
        this.store = store;
        this.secrets = secrets;
        this.events = events;
        this.clock = clock;
        this.domain = domain;
    }

    List<AccessPolicy> all(AccountSlug account, IdScope idScope) {
        return acting.in(account, VIEW_SCOPES, tx -> store.policies(tx, store.own(tx, idScope)));
    }

    AccessPolicy get(AccountSlug account, IdScope idScope, String name) {
        return acting.in(account, VIEW_SCOPES, tx -> store.policy(tx, store.own(tx, idScope), name));
    }

    AccessPolicy create(AccountSlug account, IdScope idScope, AccessPolicyDetails details) {
        details.check();
        return acting.in(account, MANAGE_SCOPES, tx -> create(tx, store.own(tx, idScope), details));
    }

    void createOwner(AccountTx tx, Scope scope) {
        create(tx, scope, AccessPolicyDetails.OWNER);
    }

    AccessPolicy change(AccountSlug account, IdScope idScope, AccessPolicyDetails details) {
        details.check();
        return in(account, idScope, (tx, scope) -> {
            AccessPolicy policy = store.policy(tx, scope, details.name());
            List<AccessRight> before = policy.rights();
            policy.change(details.rights(), clock.instant());
            events.record(tx, act("accessPolicy.changed", scope, policy).changing(before, details.rights()));
            return policy;
        });
    }

    AccessPolicyKeys reveal(AccountSlug account, IdScope idScope, String name) {
        return in(account, idScope, (tx, scope) -> {
            AccessPolicy policy = store.policy(tx, scope, name);
            events.record(tx, act("accessPolicy.revealed", scope, policy));
            return keys(scope, policy);
        });
    }

    AccessPolicyKeys rotate(AccountSlug account, IdScope idScope, String name, KeySlot slot) {
        return in(account, idScope, (tx, scope) -> {
            AccessPolicy policy = store.policy(tx, scope, name);
            policy.replace(slot, newKey(policy), clock.instant());
            events.record(tx, act("accessPolicy.rotated", scope, policy).changing(null, slot.word()));
            return keys(scope, policy);
        });
    }

    void delete(AccountSlug account, IdScope idScope, String name) {
        in(account, idScope, (tx, scope) -> {
            AccessPolicy policy = store.policy(tx, scope, name);
            if (store.policies(tx, scope).size() == 1) {
                throw new Problem(
                        ProblemType.CONFLICT, "This is the last policy of the scope. Create another one first.");
            }
            events.record(tx, act("accessPolicy.deleted", scope, policy).changing(policy.rights(), null));
            store.delete(tx, policy);
            return null;
        });
    }

    private <T> T in(AccountSlug account, IdScope idScope, BiFunction<AccountTx, Scope, T> work) {
        return acting.in(account, MANAGE_SCOPES, tx -> work.apply(tx, store.own(tx, idScope)));
    }

    private AccessPolicy create(AccountTx tx, Scope scope, AccessPolicyDetails details) {
        AccessPolicy policy = new AccessPolicy(scope, details, clock.instant());
        for (KeySlot slot : KeySlot.values()) {
            policy.replace(slot, newKey(policy), clock.instant());
        }
        store.insert(tx, policy);
        events.record(tx, act("accessPolicy.created", scope, policy).changing(null, details));
        return policy;
    }

    private byte[] newKey(AccessPolicy policy) {
        return secrets.seal(secrets.random(KEY_BYTES), policy.place());
    }

    private AccessPolicyKeys keys(Scope scope, AccessPolicy policy) {
        String primary = open(policy, KeySlot.PRIMARY);
        String secondary = open(policy, KeySlot.SECONDARY);
        String head = "HostName=%s;SharedAccessKeyName=%s;SharedAccessKey="
                .formatted(scope.serviceHost(domain), policy.name());
        return new AccessPolicyKeys(policy.name(), primary, secondary, head + primary, head + secondary);
    }

    private String open(AccessPolicy policy, KeySlot slot) {
        return Base64.getEncoder().encodeToString(secrets.open(policy.sealed(slot), policy.place()));
    }

    private static Act act(String action, Scope scope, AccessPolicy policy) {
        return Act.of(action, scope.idScope() + "/" + policy.name(), policy.name())
                .in(scope.id());
    }
}
