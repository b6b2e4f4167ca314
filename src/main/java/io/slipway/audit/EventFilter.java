package io.slipway.audit;

import io.slipway.web.Problem;
import io.slipway.web.Validation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which events of a trail to read; every part may be null.
 *
 * @param actor exact name or id of a person, client or device
 * @param scope an ID scope, or the id of a scope that is gone
 * @param from first day or instant
 * @param to last day, or the first instant no longer wanted
 */
public record EventFilter(
        String actor, String objectType, String objectId, String action, String scope, String from, String to) {
    public static final EventFilter ALL = new EventFilter(null, null, null, null, null, null, null);
    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    public EventFilter {
        actor = textOrNull(actor);
        objectType = textOrNull(objectType);
        objectId = textOrNull(objectId);
        action = textOrNull(action);
        scope = textOrNull(scope);
        from = textOrNull(from);
        to = textOrNull(to);
    }

    static EventFilter ofObject(String objectType, String objectId) {
        return new EventFilter(null, objectType, objectId, null, null, null, null);
    }

    static EventFilter ofTime(String from, String to) {
        return new EventFilter(null, null, null, null, null, from, to);
    }

    void check() {
        new Validation()
                .require(
                        objectId == null || objectType != null,
                        "objectType",
                        "Say which type the object has, such as scope.")
                .throwIfAny();
        Instant begin = begin();
        Instant end = end();
        new Validation()
                .require(begin == null || end == null || begin.isBefore(end), "to", "Choose an end after the start.")
                .throwIfAny();
    }

    public boolean isAll() {
        return equals(ALL);
    }

    /** What is asked for, by the names the statement gives them; all but the actor. */
    Map<String, Object> conditions() {
        Map<String, Object> conditions = new LinkedHashMap<>();
        conditions.put("objectType", objectType);
        conditions.put("objectId", objectId);
        conditions.put("action", action);
        conditions.put(isId(scope) ? "scopeId" : "idScope", isId(scope) ? UUID.fromString(scope) : scope);
        conditions.put("begin", begin());
        conditions.put("end", end());
        conditions.values().removeIf(Objects::isNull);
        return conditions;
    }

    /** The first instant wanted. */
    Instant begin() {
        return instant("from", from, 0);
    }

    /** The first instant no longer wanted; a day given is wanted whole. */
    Instant end() {
        return instant("to", to, 1);
    }

    private static Instant instant(String field, String text, int daysAfter) {
        if (text == null) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(daysAfter)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException e) {
            throw Problem.invalid(field, "Give a day such as 2026-11-23, or an instant such as 2026-11-23T01:25:04Z.");
        }
    }

    private static boolean isId(String scope) {
        return scope != null && ID.matcher(scope).matches();
    }

    private static String textOrNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
