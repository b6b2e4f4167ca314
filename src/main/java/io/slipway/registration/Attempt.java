package io.slipway.registration;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * One try to register, as it is recorded. Two of a day with equal device and kind are counted as one.
 *
 * @param holderId who held the device then, null for the scope's account
 * @param sentence what the device was told, and the operator reads
 * @param detail what was presented: the parsed certificate chain; and what decided, if it was assigned; or null
 */
record Attempt(
        UUID scopeId,
        UUID holderId,
        String registrationId,
        String kind,
        String outcome,
        String reason,
        Integer errorCode,
        String sentence,
        Map<String, Object> detail,
        String transport,
        String remoteAddress,
        Instant at) {
    Attempt decidedBy(Decided decided) {
        Map<String, Object> more = new LinkedHashMap<>();
        if (detail != null) {
            more.putAll(detail);
        }
        more.put("decided", decided);
        return new Attempt(
                scopeId,
                holderId,
                registrationId,
                kind,
                outcome,
                reason,
                errorCode,
                sentence,
                more,
                transport,
                remoteAddress,
                at);
    }

    Attempt of(String otherId) {
        return new Attempt(
                scopeId,
                holderId,
                otherId,
                kind,
                outcome,
                reason,
                errorCode,
                sentence,
                detail,
                transport,
                remoteAddress,
                at);
    }
}
