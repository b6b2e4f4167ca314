package io.slipway.audit;

import io.slipway.web.Problem;
import java.time.DateTimeException;
import java.time.Instant;

/** A place in a trail read newest first; written {@code 2026-11-23T01:25:04.123456Z_42} in addresses. */
record EventCursor(Instant happenedAt, long id) {
    static EventCursor of(Event event) {
        return new EventCursor(event.happenedAt(), event.id());
    }

    /** Null for the newest page. */
    static EventCursor from(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            int split = text.indexOf('_');
            return new EventCursor(Instant.parse(text.substring(0, split)), Long.parseLong(text.substring(split + 1)));
        } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
            throw Problem.invalid("before", "Take before from the link to the next page; this one is not a cursor.");
        }
    }

    @Override
    public String toString() {
        return happenedAt + "_" + id;
    }
}
