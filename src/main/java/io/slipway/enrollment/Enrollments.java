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
import io.slipway.supply.ScopeAccess;
import io.slipway.supply.ScopeAccesses;
import io.slipway.supply.ScopeAddress;
import io.slipway.supply.Side;
import io.slipway.web.Validation;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Creating and changing individual enrollments. */
@ApplicationScoped
public class Enrollments {
    /** An enrollment, what became of its device, and the manufacturer that brought it, null when the operator did. */
    record Found(Enrollment enrollment, RegistrationFacts registration, String suppliedBy) {}

    private static final int STORY = 20;
    private final Acting acting;
    private final Accounts accounts;
    private final ScopeAccesses accesses;
    private final EnrollmentStore store;
    private final EnrollmentRules rules;
    private final EnrollmentDevices devices;
    private final KeyCustody custody;
    private final Events events;
    private final Clock clock;

    Enrollments(
            Acting acting,
            Accounts accounts,
            ScopeAccesses accesses,
            EnrollmentStore store,
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

    /** In all scopes of an operator. */
    Keyset<EnrollmentSummary> all(AccountSlug account, EnrollmentFilter filter, int limit) {
        return acting.in(account, VIEW_ENROLLMENTS, tx -> list(tx, Side.OPERATOR, filter, limit));
    }

    Keyset<EnrollmentSummary> all(ScopeAddress address, EnrollmentFilter filter, int limit) {
        return reading(address, (tx, access) -> list(tx, access.side(), filter.in(access.idScope()), limit));
    }

    int count(AccountSlug account, EnrollmentFilter filter, int most) {
        return acting.in(
                account, VIEW_ENROLLMENTS, tx -> store.count(tx, Side.OPERATOR, filter.fromTheBeginning(), most));
    }

    int count(ScopeAddress address, EnrollmentFilter filter, int most) {
        EnrollmentFilter whole = filter.fromTheBeginning();
        return reading(address, (tx, access) -> store.count(tx, access.side(), whole.in(access.idScope()), most));
    }

    Found get(ScopeAddress address, RegistrationId id) {
        return reading(address, (tx, access) -> found(tx, access, store.get(tx, access, id)));
    }

    Found create(ScopeAddress address, EnrollmentDetails details) {
        return writing(address, (tx, access) -> create(tx, access, details));
    }

    /** Creates it or replaces what it says; with {@code ifMatch}, only that version of it (protocol section 3.4). */
    Found put(ScopeAddress address, EnrollmentDetails details, String ifMatch) {
        return writing(address, (tx, access) -> {
            Optional<Enrollment> there = store.find(tx, access, details.registrationId());
            Preconditions.check(there, ifMatch);
            return there.isPresent() ? change(tx, access, there.get(), details) : create(tx, access, details);
        });
    }

    /** What happened to it, newest first. */
    List<Event> story(ScopeAddress address, RegistrationId id) {
        return reading(
                address,
                (tx, access) -> events.of(
                        tx,
                        "enrollment",
                        access.idScope() + "/" + store.get(tx, access, id).registrationId(),
                        STORY));
    }

    FormChoices choices(ScopeAddress address) {
        return writing(address, (tx, access) -> FormChoices.of(rules.around(tx, access)));
    }

    /** Brings keys of one's own; a blank one stays as it is. */
    Found replaceKeys(ScopeAddress address, RegistrationId id, AttestationMechanism.SymmetricKeys keys) {
        return writing(address, (tx, access) -> {
            Enrollment enrollment = store.get(tx, access, id);
            custody.requireKeys(enrollment);
            AttestationMechanism attestation = AttestationMechanism.symmetricKey(keys);
            return change(tx, access, enrollment, enrollment.details().attestedBy(attestation));
        });
    }

    /** What a change would do, without doing it. */
    ChangePreview<EnrollmentDetails> preview(ScopeAddress address, RegistrationId id, EnrollmentDetails details) {
        return writing(address, (tx, access) -> {
            Enrollment enrollment = store.get(tx, access, id);
            Enrollment changed = new Enrollment(access, enrollment.registrationId(), clock.instant());
            EnrollmentRules.Judged judged = judged(tx, access, enrollment, details);
            changed.change(details, judged, clock.instant());
            boolean registered = found(tx, access, enrollment).registration().isRegistered();
            return new ChangePreview<>(
                    enrollment.details(),
                    changed.details(),
                    custody.replaces(enrollment, judged.attestation()),
                    registered ? 1 : 0);
        });
    }

    Enrollment enable(ScopeAddress address, RegistrationId id, boolean enabled, Integer version) {
        return writing(address, (tx, access) -> {
            Enrollment enrollment = store.get(tx, access, id);
            Versions.check(version, enrollment.version());
            Supplied.checkMayEnable(access, enrollment, enabled);
            if (enrollment.settings().enabled() != enabled) {
                enrollment.enable(enabled, clock.instant());
                record(tx, access, enrollment, enabled ? "enrollment.enabled" : "enrollment.disabled", null, null);
            }
            return enrollment;
        });
    }

    /** Returns whether the device stays, because it registered before. */
    boolean delete(ScopeAddress address, RegistrationId id, Integer version) {
        return writing(address, (tx, access) -> {
            Enrollment enrollment = store.get(tx, access, id);
            Versions.check(version, enrollment.version());
            Supplied.checkMayDelete(access, enrollment);
            record(tx, access, enrollment, "enrollment.deleted", enrollment.details(), null);
            store.delete(tx, enrollment);
            devices.removeUnregistered(tx, access.scope(), List.of(enrollment.registrationKey()));
            return devices.find(tx, access.scope(), enrollment.registrationKey())
                    .isPresent();
        });
    }

    AttestationMechanism reveal(ScopeAddress address, RegistrationId id) {
        return writing(address, (tx, access) -> {
            Enrollment enrollment = store.get(tx, access, id);
            AttestationMechanism keys = custody.open(enrollment);
            record(tx, access, enrollment, "enrollment.revealed", null, null);
            return keys;
        });
    }

    AttestationMechanism rotate(ScopeAddress address, RegistrationId id, KeySlot slot) {
        return writing(address, (tx, access) -> {
            Enrollment enrollment = store.get(tx, access, id);
            enrollment.replace(custody.rotated(enrollment, slot), clock.instant());
            record(tx, access, enrollment, "enrollment.rotated", null, slot.word());
            return custody.open(enrollment);
        });
    }

    private Keyset<EnrollmentSummary> list(AccountTx tx, Side side, EnrollmentFilter filter, int limit) {
        List<EnrollmentSummary> read = store.list(tx, side, filter, limit);
        List<EnrollmentSummary> shown = side == Side.SUPPLIER
                ? read.stream().map(EnrollmentSummary::withoutHub).toList()
                : read;
        return Keyset.of(shown, limit, EnrollmentSummary::cursor);
    }

    private Found create(AccountTx tx, ScopeAccess access, EnrollmentDetails details) {
        Enrollment enrollment = new Enrollment(access, details.registrationId(), clock.instant());
        enrollment.change(details, judged(tx, access, enrollment, details), clock.instant());
        store.insert(tx, enrollment);
        Set<String> entered = devices.enter(tx, access.scope(), List.of(enrollment.registrationKey()));
        record(tx, access, enrollment, "enrollment.created", null, enrollment.details());
        if (!entered.isEmpty()) {
            access.recordAll(events, tx, enrollment.supplier(), Supplied.acts(access, List.of(enrollment)));
        }
        return found(tx, access, enrollment);
    }

    private Found change(AccountTx tx, ScopeAccess access, Enrollment enrollment, EnrollmentDetails details) {
        EnrollmentDetails before = enrollment.details();
        EnrollmentRules.Judged judged = judged(tx, access, enrollment, details);
        boolean replacesKeys = custody.replaces(enrollment, judged.attestation());
        enrollment.change(details, judged, clock.instant());
        record(tx, access, enrollment, "enrollment.changed", before, enrollment.details());
        if (replacesKeys) {
            record(tx, access, enrollment, "enrollment.keysReplaced", null, null);
        }
        if (!before.attestation().type().equals(enrollment.attestation().attestationType())) {
            // A device that has not registered yet is what its enrollment says.
            devices.removeUnregistered(tx, access.scope(), List.of(enrollment.registrationKey()));
            devices.enter(tx, access.scope(), List.of(enrollment.registrationKey()));
        }
        return found(tx, access, enrollment);
    }

    private EnrollmentRules.Judged judged(
            AccountTx tx, ScopeAccess access, Enrollment enrollment, EnrollmentDetails details) {
        Validation wrong = new Validation();
        details.check(wrong);
        EnrollmentRules.Judged judged = rules.judge(enrollment, details, rules.around(tx, access), wrong);
        wrong.throwIfAny();
        return judged;
    }

    private Found found(AccountTx tx, ScopeAccess access, Enrollment enrollment) {
        RegistrationFacts facts = devices.find(tx, access.scope(), enrollment.registrationKey())
                .orElseGet(() -> RegistrationFacts.none(enrollment.registrationId()));
        return access.side() == Side.SUPPLIER
                ? new Found(enrollment, facts.forSupplier(), null)
                : new Found(enrollment, facts, accounts.nameOf(tx, enrollment.supplier()));
    }

    private void record(
            AccountTx tx, ScopeAccess access, Enrollment enrollment, String action, Object before, Object after) {
        Act act = act(action, access, enrollment.registrationId()).changing(before, after);
        access.record(events, tx, enrollment.supplier(), act);
    }

    static Act act(String action, ScopeAccess access, String registrationId) {
        return Act.of(action, access.idScope() + "/" + registrationId, registrationId);
    }

    private <T> T reading(ScopeAddress address, BiFunction<AccountTx, ScopeAccess, T> work) {
        return accesses.in(address, VIEW_ENROLLMENTS, VIEW_SUPPLY, work);
    }

    private <T> T writing(ScopeAddress address, BiFunction<AccountTx, ScopeAccess, T> work) {
        return accesses.in(address, MANAGE_ENROLLMENTS, SUPPLY, work);
    }
}
