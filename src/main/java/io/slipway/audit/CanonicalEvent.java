package io.slipway.audit;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The text of an event that its hash covers: what never changes of it, and its place in the chain. docs/audit.md gives the
 * form away, so it changes only together with the format's number in exports.
 *
 * <p>Before and after stand as PostgreSQL writes jsonb. Reading them here could fail on a number or a depth that some reader
 * refuses, and one such event would stop the sealing of its account for good.
 */
@JsonPropertyOrder({
    "sequence",
    "account",
    "id",
    "happenedAt",
    "actorKind",
    "actorId",
    "actorName",
    "actorAccount",
    "action",
    "objectType",
    "objectId",
    "objectName",
    "scope",
    "before",
    "after"
})
record CanonicalEvent(
        long sequence,
        String account,
        long id,
        String happenedAt,
        String actorKind,
        String actorId,
        String actorName,
        String actorAccount,
        String action,
        String objectType,
        String objectId,
        String objectName,
        String scope,
        @JsonRawValue String before,
        @JsonRawValue String after) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    static String text(Event event, long sequence) {
        try {
            return JSON.writeValueAsString(of(event, sequence));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can be written", e);
        }
    }

    static String time(Instant time) {
        return MICROSECONDS.format(time);
    }

    private static CanonicalEvent of(Event event, long sequence) {
        return new CanonicalEvent(
                sequence,
                event.account().toString(),
                event.id(),
                time(event.happenedAt()),
                event.actorKind(),
                event.actorId(),
                event.actorName(),
                event.actorAccount().toString(),
                event.action(),
                event.objectType(),
                event.objectId(),
                event.objectName(),
                event.scope() == null ? null : event.scope().toString(),
                event.before(),
                event.after());
    }
}
