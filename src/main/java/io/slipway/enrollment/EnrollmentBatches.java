package io.slipway.enrollment;

import static io.slipway.account.Permission.MANAGE_ENROLLMENTS;
import static io.slipway.account.Permission.SUPPLY;

import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.enrollment.EnrollmentBatch.Result;
import io.slipway.enrollment.EnrollmentBatch.RowError;
import io.slipway.supply.ScopeAccess;
import io.slipway.supply.ScopeAccesses;
import io.slipway.supply.ScopeAddress;
import io.slipway.web.Problem;
import io.slipway.web.Validation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Creating and deleting many enrollments in one call; one bad row does not stop the others. */
@ApplicationScoped
public class EnrollmentBatches {
    private final ScopeAccesses accesses;
    private final EnrollmentStore store;
    private final EnrollmentRules rules;
    private final EnrollmentDevices devices;
    private final Events events;
    private final Clock clock;

    EnrollmentBatches(
            ScopeAccesses accesses,
            EnrollmentStore store,
            EnrollmentRules rules,
            EnrollmentDevices devices,
            Events events,
            Clock clock) {
        this.accesses = accesses;
        this.store = store;
        this.rules = rules;
        this.devices = devices;
        this.events = events;
        this.clock = clock;
    }

    Result run(ScopeAddress address, EnrollmentBatch batch) {
        batch.check();
        try {
            return accesses.in(address, MANAGE_ENROLLMENTS, SUPPLY, (tx, access) -> {
                Result result = batch.mode().equals("create") ? create(tx, access, batch) : delete(tx, access, batch);
                if (batch.allOrNothing() && !result.isSuccessful()) {
                    throw new Refused(result);
                }
                return result;
            });
        } catch (Refused refused) {
            return Result.of(0, refused.result.errors());
        }
    }

    private Result create(AccountTx tx, ScopeAccess access, EnrollmentBatch batch) {
        Errors errors = new Errors(batch.enrollments());
        Map<Integer, Enrollment> sound = sound(tx, access, errors);
        Set<String> inserted = store.insertAll(tx, List.copyOf(sound.values()));
        sound.forEach((index, enrollment) -> {
            if (!inserted.contains(enrollment.registrationKey())) {
                errors.add(index, "registrationId", "This registration ID is enrolled in the scope already.");
            }
        });
        Set<String> entered = devices.enter(tx, access.scope(), inserted);
        List<Enrollment> created = sound.values().stream()
                .filter(enrollment -> inserted.contains(enrollment.registrationKey()))
                .toList();
        record(tx, access, created, "enrollment.created");
        recordSupplied(tx, access, created, entered);
        return Result.of(created.size(), errors.inOrder());
    }

    private Map<Integer, Enrollment> sound(AccountTx tx, ScopeAccess access, Errors errors) {
        EnrollmentRules.Around around = rules.around(tx, access);
        Instant now = clock.instant();
        Map<Integer, Enrollment> sound = new LinkedHashMap<>();
        for (int index = 0; index < errors.rows.size(); index++) {
            try {
                errors.refuseRepetition(index);
                sound.put(index, judged(access, errors.rows.get(index), around, now));
            } catch (Problem problem) {
                errors.add(index, problem);
            }
        }
        return sound;
    }

    private Enrollment judged(
            ScopeAccess access, EnrollmentDetails details, EnrollmentRules.Around around, Instant now) {
        Enrollment enrollment = new Enrollment(access, details.registrationId(), now);
        Validation wrong = new Validation();
        details.check(wrong);
        EnrollmentRules.Judged judged = rules.judge(enrollment, details, around, wrong);
        wrong.throwIfAny();
        enrollment.change(details, judged, now);
        return enrollment;
    }

    private Result delete(AccountTx tx, ScopeAccess access, EnrollmentBatch batch) {
        Errors errors = new Errors(batch.enrollments());
        Map<String, Enrollment> there = store.findAll(tx, access.scope(), errors.keys()).stream()
                .collect(Collectors.toMap(Enrollment::registrationKey, enrollment -> enrollment));
        List<Enrollment> deleted = new ArrayList<>();
        for (int index = 0; index < errors.rows.size(); index++) {
            try {
                errors.refuseRepetition(index);
                Enrollment enrollment = Optional.ofNullable(there.get(errors.key(index)))
                        .orElseThrow(() -> Problem.notFound("enrollment").at("registrationId"));
                Supplied.checkMayDelete(access, enrollment);
                deleted.add(enrollment);
            } catch (Problem problem) {
                errors.add(index, problem);
            }
        }
        Set<String> keys = deleted.stream().map(Enrollment::registrationKey).collect(Collectors.toSet());
        record(tx, access, deleted, "enrollment.deleted");
        store.deleteAll(tx, access.scope(), keys);
        devices.removeUnregistered(tx, access.scope(), keys);
        return Result.of(deleted.size(), errors.inOrder());
    }

    /** Of the devices that nobody knew before; those of one batch are all brought by whoever sends it. */
    private void recordSupplied(AccountTx tx, ScopeAccess access, List<Enrollment> created, Set<String> entered) {
        List<Enrollment> unknown = created.stream()
                .filter(enrollment -> entered.contains(enrollment.registrationKey()))
                .toList();
        access.recordAll(events, tx, access.supplier(), Supplied.acts(access, unknown));
    }

    private void record(AccountTx tx, ScopeAccess access, List<Enrollment> enrollments, String action) {
        boolean begins = action.endsWith("created");
        Map<Optional<AccountId>, List<Act>> acts = enrollments.stream()
                .collect(Collectors.groupingBy(
                        enrollment -> Optional.ofNullable(enrollment.supplier()),
                        Collectors.mapping(
                                enrollment -> Enrollments.act(action, access, enrollment.registrationId())
                                        .changing(
                                                begins ? null : enrollment.details(),
                                                begins ? enrollment.details() : null),
                                Collectors.toList())));
        acts.forEach((bringer, some) -> access.recordAll(events, tx, bringer.orElse(null), some));
    }

    /** Rolls a batch back that was to be written as a whole or not at all. */
    private static final class Refused extends RuntimeException {
        private final transient Result result;

        Refused(Result result) {
            super("a batch with errors", null, false, false);
            this.result = result;
        }
    }

    /** What is wrong with which row. */
    private static final class Errors {
        private final List<EnrollmentDetails> rows;
        private final List<RowError> errors = new ArrayList<>();
        private final Map<String, Integer> seen = new HashMap<>();

        Errors(List<EnrollmentDetails> rows) {
            this.rows = rows;
        }

        String key(int index) {
            return RegistrationId.keyOf(rows.get(index).registrationId());
        }

        Set<String> keys() {
            return rows.stream()
                    .map(row -> RegistrationId.keyOf(row.registrationId()))
                    .collect(Collectors.toSet());
        }

        void refuseRepetition(int index) {
            Integer first = seen.putIfAbsent(key(index), index);
            if (first != null) {
                throw Problem.invalid(
                        "registrationId",
                        "This registration ID is in the batch twice; the first is at index %d.".formatted(first));
            }
        }

        void add(int index, Problem problem) {
            if (problem.fields().isEmpty()) {
                add(index, null, problem.getMessage());
            } else {
                problem.fields().forEach((field, sentence) -> add(index, field, sentence));
            }
        }

        void add(int index, String field, String sentence) {
            errors.add(new RowError(index, rows.get(index).registrationId(), field, sentence));
        }

        List<RowError> inOrder() {
            return errors.stream()
                    .sorted(Comparator.comparingInt(RowError::index))
                    .toList();
        }
    }
}
