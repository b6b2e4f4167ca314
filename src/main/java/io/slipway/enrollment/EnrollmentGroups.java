package io.slipway.enrollment;

import static io.slipway.account.Permission.MANAGE_ENROLLMENTS;
import static io.slipway.account.Permission.SUPPLY;
import static io.slipway.account.Permission.VIEW_ENROLLMENTS;
import static io.slipway.account.Permission.VIEW_SUPPLY;

import io.slipway.account.AccountSlug;
import io.slipway.account.Accounts;
import io.slipway.account.Acting;
import io.slipway.audit.Act;
import io.slipway.audit.Event;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.db.Keyset;
import io.slipway.scope.KeySlot;
import io.slipway.scope.ScopeId;
import io.slipway.supply.ScopeAccess;
import io.slipway.supply.ScopeAccesses;
import io.slipway.supply.ScopeAddress;
import io.slipway.supply.Side;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.web.Validation;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Creating and changing enrollment groups. */
@ApplicationScoped
public class EnrollmentGroups {
    /**
     * A group, its devices by status, counted no further than {@link GroupSummary#MOST_COUNTED}, and the manufacturer that
     * brought it, null when the operator did.
     */
    record Found(EnrollmentGroup group, Map<String, Integer> devices, String suppliedBy) {
        int total() {
            return devices.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private static final int STORY = 20;
    private final Acting acting;
    private final Accounts accounts;
    private final ScopeAccesses accesses;
    private final EnrollmentGroupStore store;
    private final EnrollmentRules rules;
    private final EnrollmentDevices devices;
    private final KeyCustody custody;
    private final Events events;
    private final Clock clock;

    EnrollmentGroups(
            Acting acting,
            Accounts accounts,
            ScopeAccesses accesses,
            EnrollmentGroupStore store,
            EnrollmentRules rules,
            EnrollmentDevices devices,
            KeyCustody custody,
            Events events,
            Clock clock) {
        this.acting = acting;
        this.accounts = accounts;
        this.accesses = accesses;
        this.store = store;
        this.rules = rules;
        this.devices = devices;
        this.custody = custody;
        this.events = events;
        this.clock = clock;
    }

    /** For the device plane: every group of a scope, with its keys. */
    public List<GroupPolicy> ofScope(AccountTx tx, ScopeId scope) {
        return store.policies(tx, scope);
    }

    /** In all scopes of an operator. */
    Keyset<GroupSummary> all(AccountSlug account, EnrollmentFilter filter, int limit) {
        return acting.in(
                account,
                VIEW_ENROLLMENTS,
                tx -> Keyset.of(store.list(tx, Side.OPERATOR, filter, limit), limit, GroupSummary::cursor));
    }

    Keyset<GroupSummary> all(ScopeAddress address, EnrollmentFilter filter, int limit) {
        return reading(address, (tx, access) -> {
            EnrollmentFilter here = filter.in(access.idScope());
            return Keyset.of(store.list(tx, access.side(), here, limit), limit, GroupSummary::cursor);
        });
    }

    int count(AccountSlug account, EnrollmentFilter filter, int most) {
        return acting.in(
                account, VIEW_ENROLLMENTS, tx -> store.count(tx, Side.OPERATOR, filter.fromTheBeginning(), most));
    }

    int count(ScopeAddress address, EnrollmentFilter filter, int most) {
        EnrollmentFilter whole = filter.fromTheBeginning();
        return reading(address, (tx, access) -> store.count(tx, access.side(), whole.in(access.idScope()), most));
    }

    Found get(ScopeAddress address, GroupId id) {
        return reading(address, (tx, access) -> found(tx, access, store.get(tx, access, id)));
    }

    Keyset<RegistrationFacts> devices(ScopeAddress address, GroupId id, String after, int limit) {
        return reading(address, (tx, access) -> {
            EnrollmentGroup group = store.get(tx, access, id);
            Keyset<RegistrationFacts> page = devices.ofGroup(tx, group.enrollmentGroupId(), after, limit);
            return access.side() == Side.SUPPLIER
                    ? new Keyset<>(
                            page.rows().stream()
                                    .map(RegistrationFacts::forSupplier)
                                    .toList(),
                            page.next())
                    : page;
        });
    }

    Found create(ScopeAddress address, GroupDetails details) {
        return writing(address, (tx, access) -> create(tx, access, details));
    }

    /** Creates it or replaces what it says; with {@code ifMatch}, only that version of it (protocol section 3.4). */
    Found put(ScopeAddress address, GroupDetails details, String ifMatch) {
        return writing(address, (tx, access) -> {
            Optional<EnrollmentGroup> there = store.find(tx, access, details.enrollmentGroupId());
            Preconditions.check(there, ifMatch);
            return there.isPresent() ? change(tx, access, there.get(), details) : create(tx, access, details);
        });
    }

    /** What happened to it, newest first. */
    List<Event> story(ScopeAddress address, GroupId id) {
        return reading(
                address,
                (tx, access) -> events.of(
                        tx,
                        "enrollmentGroup",
                        access.idScope() + "/" + store.get(tx, access, id).groupId(),
                        STORY));
    }

    FormChoices choices(ScopeAddress address) {
        return writing(address, (tx, access) -> FormChoices.of(rules.around(tx, access)));
    }

    /** Brings keys of one's own; a blank one stays as it is. */
    Found replaceKeys(ScopeAddress address, GroupId id, AttestationMechanism.SymmetricKeys keys) {
        return writing(address, (tx, access) -> {
            EnrollmentGroup group = store.get(tx, access, id);
            custody.requireKeys(group);
            AttestationMechanism attestation = AttestationMechanism.symmetricKey(keys);
            return change(tx, access, group, group.details().attestedBy(attestation));
        });
    }

    /** What a change would do, without doing it. */
    ChangePreview<GroupDetails> preview(ScopeAddress address, GroupId id, GroupDetails details) {
        return writing(address, (tx, access) -> {
            EnrollmentGroup group = store.get(tx, access, id);
            EnrollmentGroup changed = new EnrollmentGroup(access, group.groupId(), clock.instant());
            EnrollmentRules.Judged judged = judged(tx, access, group, details);
            changed.change(judged, clock.instant());
            return new ChangePreview<>(
                    group.details(),
                    changed.details(),
                    custody.replaces(group, judged.attestation()),
                    found(tx, access, group).total());
        });
    }

    EnrollmentGroup enable(ScopeAddress address, GroupId id, boolean enabled, Integer version) {
        return writing(address, (tx, access) -> {
            EnrollmentGroup group = store.get(tx, access, id);
            Versions.check(version, group.version());
            Supplied.checkMayEnable(access, group, enabled);
            if (group.settings().enabled() != enabled) {
                group.enable(enabled, clock.instant());
                record(tx, access, group, enabled ? "enrollmentGroup.enabled" : "enrollmentGroup.disabled", null, null);
            }
            return group;
        });
    }

    /** Its devices keep what they have and their rows; without another enrollment they cannot register again. */
    void delete(ScopeAddress address, GroupId id, Integer version) {
        writing(address, (tx, access) -> {
            EnrollmentGroup group = store.get(tx, access, id);
            Versions.check(version, group.version());
            Supplied.checkMayDelete(access, group);
            record(tx, access, group, "enrollmentGroup.deleted", group.details(), null);
            store.delete(tx, group);
            return null;
        });
    }

    AttestationMechanism reveal(ScopeAddress address, GroupId id) {
        return writing(address, (tx, access) -> {
            EnrollmentGroup group = store.get(tx, access, id);
            AttestationMechanism keys = custody.open(group);
            record(tx, access, group, "enrollmentGroup.revealed", null, null);
            return keys;
        });
    }

    AttestationMechanism rotate(ScopeAddress address, GroupId id, KeySlot slot) {
        return writing(address, (tx, access) -> {
            EnrollmentGroup group = store.get(tx, access, id);
            group.replace(custody.rotated(group, slot), clock.instant());
            record(tx, access, group, "enrollmentGroup.rotated", null, slot.word());
            return custody.open(group);
        });
    }

    AttestationMechanism.SymmetricKeys deriveKeys(ScopeAddress address, GroupId id, RegistrationId device) {
        return writing(address, (tx, access) -> {
            EnrollmentGroup group = store.get(tx, access, id);
            AttestationMechanism.SymmetricKeys keys = custody.derived(group, device);
            record(tx, access, group, "enrollmentGroup.keyDerived", null, device.value());
            return keys;
        });
    }

    private Found create(AccountTx tx, ScopeAccess access, GroupDetails details) {
        EnrollmentGroup group = new EnrollmentGroup(access, details.enrollmentGroupId(), clock.instant());
        group.change(judged(tx, access, group, details), clock.instant());
        store.insert(tx, group);
        record(tx, access, group, "enrollmentGroup.created", null, group.details());
        return found(tx, access, group);
    }

    private Found change(AccountTx tx, ScopeAccess access, EnrollmentGroup group, GroupDetails details) {
        GroupDetails before = group.details();
        EnrollmentRules.Judged judged = judged(tx, access, group, details);
        boolean replacesKeys = custody.replaces(group, judged.attestation());
        group.change(judged, clock.instant());
        record(tx, access, group, "enrollmentGroup.changed", before, group.details());
        if (replacesKeys) {
            record(tx, access, group, "enrollmentGroup.keysReplaced", null, null);
        }
        return found(tx, access, group);
    }

    private EnrollmentRules.Judged judged(
            AccountTx tx, ScopeAccess access, EnrollmentGroup group, GroupDetails details) {
        Validation wrong = new Validation();
        details.check(wrong);
        EnrollmentRules.Judged judged = rules.judge(group, details, rules.around(tx, access), wrong);
        wrong.throwIfAny();
        store.rival(tx, access.scope(), group, judged.attestation()).ifPresent(rival -> {
            throw new Problem(
                    ProblemType.CONFLICT,
                    "The group %s uses one of these CA certificates already, so devices would come under either. Use another"
                            + " certificate, or change that group.",
                    rival);
        });
        return judged;
    }

    private Found found(AccountTx tx, ScopeAccess access, EnrollmentGroup group) {
        return new Found(
                group,
                devices.countsOfGroup(tx, group.enrollmentGroupId(), GroupSummary.MOST_COUNTED),
                access.side() == Side.SUPPLIER ? null : accounts.nameOf(tx, group.supplier()));
    }

    private void record(
            AccountTx tx, ScopeAccess access, EnrollmentGroup group, String action, Object before, Object after) {
        Act act = Act.of(action, access.idScope() + "/" + group.groupId(), group.groupId())
                .changing(before, after);
        access.record(events, tx, group.supplier(), act);
    }

    private <T> T reading(ScopeAddress address, BiFunction<AccountTx, ScopeAccess, T> work) {
        return accesses.in(address, VIEW_ENROLLMENTS, VIEW_SUPPLY, work);
    }

    private <T> T writing(ScopeAddress address, BiFunction<AccountTx, ScopeAccess, T> work) {
        return accesses.in(address, MANAGE_ENROLLMENTS, SUPPLY, work);
    }
}
