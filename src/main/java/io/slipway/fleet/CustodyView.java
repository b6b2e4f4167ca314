package io.slipway.fleet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.slipway.audit.Event;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who held a device, and when, as far as the reading company may know it. */
public record CustodyView(
        @Schema(examples = "0ne0012A7F4") String idScope,
        String registrationId,
        @Schema(
                        description =
                                "Whether the device is in other hands now, so that the caller sees no more of it than this")
                boolean former,
        @Schema(description = "Newest first") List<CustodyPeriod> periods,
        @Schema(description = "Newest first, of the caller's own trail") List<Step> events) {
    /** Something that happened to it, with its place in the hash chain once it is sealed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(
            Instant happenedAt,
            @Schema(examples = "device.leased") String action,
            String actor,
            @JsonRawValue @Schema(implementation = Object.class) String after,
            Long sequence,
            String hash) {
        static Step of(Event event) {
            return new Step(
                    event.happenedAt(),
                    event.action(),
                    event.actorName(),
                    event.after(),
                    event.sequence(),
                    event.hash() == null ? null : HexFormat.of().formatHex(event.hash()));
        }
    }

    static CustodyView of(Custodies.Told told) {
        return new CustodyView(
                told.idScope(),
                told.registrationId(),
                told.former(),
                told.periods(),
                told.events().stream().map(Step::of).toList());
    }
}
