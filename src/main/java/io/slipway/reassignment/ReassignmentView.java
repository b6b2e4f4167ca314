package io.slipway.reassignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.slipway.web.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A reassignment as the API shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReassignmentView(
        UUID id,
        String idScope,
        @Schema(enumeration = {"move", "undo", "takeBack", "leaseStart", "leaseEnd"}) String purpose,
        @Schema(description = "Whether the account asked for it and may change it") boolean mine,
        String targetHub,
        String twins,
        @Schema(enumeration = {"planned", "scheduled", "running", "paused", "cancelling", "cancelled", "finished"})
                String state,
        String pausedBecause,
        Integer waveSize,
        int wave,
        Integer pauseAbove,
        Integer absentAfter,
        String absentAction,
        String reason,
        String askedBy,
        boolean approved,
        int devices,
        @Schema(description = "Devices by state") Map<String, Integer> counts,
        @Schema(description = "Devices by the hub they were on") List<Breakdown> hubs,
        @Schema(description = "Devices that are not moved, by reason") List<Breakdown> reasons,
        @JsonRawValue
                @Schema(
                        description = "How many of those asked for it is not for, by reason",
                        implementation = Object.class)
                String leftOut,
        UUID undoes,
        UUID undoneBy,
        @Schema(description = "Reassignments that took back devices which did not arrive in time") List<UUID> takeBacks,
        String etag,
        Instant startsAt,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt) {
    static ReassignmentView of(Overview overview) {
        Reassignment row = overview.reassignment();
        return new ReassignmentView(
                row.reassignmentId(),
                row.idScope(),
                row.purpose(),
                overview.mine(),
                row.targetHostName(),
                row.twins(),
                row.state(),
                row.pausedBecause(),
                row.waveSize(),
                row.wave(),
                row.pauseAbove(),
                row.absentAfter(),
                row.absentAction(),
                row.reason(),
                overview.askedBy(),
                row.approval() != null,
                row.devices(),
                overview.counts(),
                overview.hubs(),
                overview.reasons(),
                row.leftOut(),
                row.undoes(),
                overview.undoneBy(),
                overview.takeBacks(),
                Versions.etag(row.version()),
                row.startsAt(),
                row.createdAt(),
                row.startedAt(),
                row.finishedAt());
    }
}
