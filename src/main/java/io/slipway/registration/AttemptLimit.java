package io.slipway.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps somebody who guesses registration IDs from filling the table: beyond a number of distinct unknown devices a scope
 * and day, their refusals are counted under one name.
 */
@ApplicationScoped
class AttemptLimit {
    static final String OTHERS = "others";
    private static final int MOST_UNKNOWN = 10_000;
    private static final Set<String> OF_UNKNOWN = Set.of(
            Refusal.INVALID_REGISTRATION_ID.reason(),
            Refusal.REGISTRATION_ID_MISMATCH.reason(),
            Refusal.PAYLOAD_TOO_LARGE.reason(),
            Refusal.BAD_REQUEST.reason(),
            Refusal.NOT_JSON.reason(),
            Refusal.NOT_ENROLLED.reason(),
            Refusal.WRONG_KEY.reason(),
            Refusal.NO_CREDENTIAL.reason(),
            Refusal.MALFORMED_SIGNATURE.reason(),
            Refusal.SIGNATURE_FOR_ANOTHER.reason(),
            Refusal.CA_NOT_FOUND.reason());

    private record Day(UUID scope, LocalDate day) {}

    private final Map<Day, Set<String>> unknown = new ConcurrentHashMap<>();

    /** Attempts to record, no two with equal key, so that one statement takes them. */
    Collection<Attempt> admit(List<Attempt> attempts) {
        Map<List<Object>, Attempt> admitted = new LinkedHashMap<>();
        for (Attempt attempt : attempts) {
            Attempt counted = isWithin(attempt) ? attempt : attempt.of(OTHERS);
            admitted.put(
                    List.of(
                            counted.scopeId(),
                            counted.registrationId().toLowerCase(java.util.Locale.ROOT),
                            counted.kind()),
                    counted);
        }
        return admitted.values();
    }

    private boolean isWithin(Attempt attempt) {
        if (!OF_UNKNOWN.contains(attempt.reason())) {
            return true;
        }
        Day day = new Day(attempt.scopeId(), attempt.at().atZone(ZoneOffset.UTC).toLocalDate());
        unknown.keySet().removeIf(known -> known.day().isBefore(day.day()));
        Set<String> seen = unknown.computeIfAbsent(day, any -> ConcurrentHashMap.newKeySet());
        return seen.contains(attempt.registrationId())
                || seen.size() < MOST_UNKNOWN && seen.add(attempt.registrationId());
    }
}
