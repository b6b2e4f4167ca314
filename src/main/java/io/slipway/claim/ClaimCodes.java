package io.slipway.claim;

import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.db.Keyset;
import io.slipway.registration.DeviceConditions;
import io.slipway.scope.IdScope;
import io.slipway.scope.Scopes;
import io.slipway.security.OneTimeCode;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Issuing codes, seeing which are out, and withdrawing them. */
@ApplicationScoped
class ClaimCodes {
    private static final int MOST_SHOWN = 1_000;
    private static final int NAMED = 5;
    private static final Duration VALID = Duration.ofDays(365);

    private final Acting acting;
    private final Scopes scopes;
    private final ClaimPolicyStore policies;
    private final ClaimCodeStore store;
    private final Events events;
    private final Clock clock;
    private final String portal;

    ClaimCodes(
            Acting acting,
            Scopes scopes,
            ClaimPolicyStore policies,
            ClaimCodeStore store,
            Events events,
            Clock clock,
            @ConfigProperty(name = "slipway.portal-url") String portal) {
        this.acting = acting;
        this.scopes = scopes;
        this.policies = policies;
        this.store = store;
        this.events = events;
        this.clock = clock;
        this.portal = portal;
    }

    /**
     * New codes; the ones before of the same devices are worth nothing any more.
     *
     * @param issuance the secret that the codes are made of: who asks with the same again, by reloading a page of labels or
     *     pressing twice, gets the same codes, and nothing printed is made worthless
     */
    List<IssuedCode> issue(AccountSlug account, ClaimPolicyId id, CodesWanted wanted, UUID issuance) {
        List<String> keys = wanted.isGroup() ? List.of() : wanted.keys();
        return acting.in(account, MANAGE_SCOPES, tx -> {
            // One after the other, so that the second sees what the first has issued.
            ClaimPolicy policy = policies.locked(tx, id);
            requireOpen(policy);
            List<String> devices = wanted.isGroup() ? ofGroup(tx, policy, wanted.group()) : held(tx, policy, keys);
            return issue(tx, policy, devices, issuance);
        });
    }

    /** Registration IDs of the scope's devices that the account holds and that meet the conditions. */
    List<String> matching(AccountSlug account, String idScope, DeviceConditions conditions) {
        conditions.check();
        return acting.in(
                account,
                VIEW_SCOPES,
                tx -> fewEnough(store.matching(
                        tx, scopes.own(tx, IdScope.fromString(idScope)).id(), conditions, CodesWanted.MOST + 1)));
    }

    /** Those that nobody used, by registration ID. */
    Keyset<ClaimCode> page(AccountSlug account, ClaimPolicyId id, String after, int limit) {
        if (limit < 1 || limit > MOST_SHOWN) {
            throw Problem.invalid("limit", "Ask for 1 to 1,000 codes at a time.");
        }
        return acting.in(account, VIEW_SCOPES, tx -> {
            ClaimPolicyId own = policies.get(tx, id).id();
            return Keyset.of(
                    store.page(tx, own, after == null ? "" : after.toLowerCase(Locale.ROOT), limit + 1),
                    limit,
                    ClaimCode::registrationKey);
        });
    }

    /** @param codes null for all that nobody used; how many are withdrawn */
    int withdraw(AccountSlug account, ClaimPolicyId id, List<UUID> codes) {
        return acting.in(account, MANAGE_SCOPES, tx -> {
            ClaimPolicy policy = policies.locked(tx, id);
            int withdrawn = store.withdraw(tx, policy.id(), codes);
            if (withdrawn == 0) {
                throw new Problem(
                        ProblemType.CONFLICT, "None of these codes is open. They were used or withdrawn already.");
            }
            events.record(
                    tx,
                    Act.of("claimPolicy.codesWithdrawn", id, policy.name())
                            .in(policy.scope())
                            .changing(null, Map.of("codes", withdrawn)));
            return withdrawn;
        });
    }

    private List<IssuedCode> issue(AccountTx tx, ClaimPolicy policy, List<String> devices, UUID issuance) {
        Instant expires = clock.instant().plus(VALID);
        List<OneTimeCode> codes = devices.stream()
                .map(device -> OneTimeCode.derived(issuance, device.toLowerCase(Locale.ROOT)))
                .toList();
        Set<String> known = store.known(tx, codes);
        List<String> newDevices = new ArrayList<>();
        List<OneTimeCode> newCodes = new ArrayList<>();
        for (int i = 0; i < devices.size(); i++) {
            if (!known.contains(codes.get(i).hexHash())) {
                newDevices.add(devices.get(i));
                newCodes.add(codes.get(i));
            }
        }
        store.replace(tx, policy.scope(), newDevices);
        store.insert(tx, policy, newDevices, newCodes, expires);
        record(tx, policy, newCodes.size());
        return stillOpen(tx, devices, codes, expires);
    }

    private void record(AccountTx tx, ClaimPolicy policy, int codes) {
        if (codes > 0) {
            events.record(
                    tx,
                    Act.of("claimPolicy.codesIssued", policy.id(), policy.name())
                            .in(policy.scope())
                            .changing(null, Map.of("codes", codes)));
        }
    }

    private List<IssuedCode> stillOpen(AccountTx tx, List<String> devices, List<OneTimeCode> codes, Instant expires) {
        Set<String> open = store.open(tx, codes);
        List<IssuedCode> issued = new ArrayList<>();
        for (int i = 0; i < devices.size(); i++) {
            if (open.contains(codes.get(i).hexHash())) {
                String code = codes.get(i).value();
                issued.add(new IssuedCode(devices.get(i), code, portal + "/claim?code=" + code, expires));
            }
        }
        return issued;
    }

    private List<String> held(AccountTx tx, ClaimPolicy policy, List<String> keys) {
        List<String> held = store.held(tx, policy.scope(), keys);
        Set<String> missing = new HashSet<>(keys);
        held.forEach(id -> missing.remove(id.toLowerCase(Locale.ROOT)));
        if (!missing.isEmpty()) {
            throw Problem.invalid(
                    "registrationIds", "Not known in this scope, or held by another company: " + named(missing) + ".");
        }
        return held;
    }

    private List<String> ofGroup(AccountTx tx, ClaimPolicy policy, String group) {
        DeviceConditions conditions = DeviceConditions.of(Map.of("group", group));
        List<String> devices =
                group.isBlank() ? List.of() : store.matching(tx, policy.scope(), conditions, CodesWanted.MOST + 1);
        if (devices.isEmpty()) {
            throw Problem.invalid("group", "You hold no device of an enrollment group of this name in this scope.");
        } else if (devices.size() > CodesWanted.MOST) {
            throw tooMany().at("group");
        }
        return devices;
    }

    private static List<String> fewEnough(List<String> devices) {
        if (devices.size() > CodesWanted.MOST) {
            throw tooMany();
        }
        return devices;
    }

    private static Problem tooMany() {
        return new Problem(
                ProblemType.INVALID_INPUT, "These are more than 1,000 devices. Issue their codes in several parts.");
    }

    /** The first few, so that the sentence stays one. */
    private static String named(Set<String> ids) {
        String first = String.join(", ", ids.stream().sorted().limit(NAMED).toList());
        return ids.size() <= NAMED ? first : "%s and %d more".formatted(first, ids.size() - NAMED);
    }

    private static void requireOpen(ClaimPolicy policy) {
        if (policy.isClosed()) {
            throw new Problem(ProblemType.CONFLICT, "This claim policy is closed. Reopen it, and issue codes then.");
        }
    }
}
