package io.slipway.reassignment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One device's part, as people see it.
 *
 * @param from host name of the hub it was on, null for none
 * @param to host name of the hub it goes to, null for none
 * @param fromHub its name
 * @param toHub its name
 * @param reason a word that stays the same, why it is not moved; null while all is well
 * @param failure the same as a sentence
 */
public record PlannedDevice(
        String registrationId,
        int wave,
        String state,
        String from,
        String to,
        String fromHub,
        String toHub,
        String reason,
        String failure,
        int tries,
        Instant preparedAt,
        Instant switchedAt,
        Instant releasedAt,
        Instant arrivedAt) {
    /** When the last step was done, null before the first. */
    @JsonIgnore
    public Instant latest() {
        return Stream.of(arrivedAt, releasedAt, switchedAt, preparedAt)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
