package io.slipway.lease;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.web.Versions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A lease as the API shows it, the same to both companies. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeaseView(
        @Schema(examples = "6f1c0f0e-5c9a-4c57-9d4d-0f3e5c8f7a11") String id,
        @Schema(examples = "Cafés in the north") String reference,
        @Schema(description = "proposed, active, ending, ended, declined, withdrawn or terminated", examples = "active")
                String state,
        @Schema(examples = "0ne0017479D") String idScope,
        Party lessor,
        Party lessee,
        @Schema(description = "Whose scope it is: the lessor, or above it") Party operator,
        @Schema(description = "Of a sublease: the lease above it") String upperLease,
        List<String> rights,
        Instant startsAt,
        @Schema(description = "Absent for open") Instant endsAt,
        int noticeDays,
        Instant offerExpiresAt,
        String endAction,
        String returnHub,
        String defaultHub,
        String note,
        String answerNote,
        String endingReason,
        Instant recalledAt,
        @Schema(description = "When a recall takes effect") Instant recallDueAt,
        Instant terminatesAt,
        @Schema(description = "When it ends because a lease above it does; absent while none above it is to end early")
                Instant upperEndsAt,
        Instant proposedAt,
        Instant answeredAt,
        Instant startedAt,
        Instant endedAt,
        @Schema(description = "How many devices in each state; only where one lease is asked for")
                Map<String, Integer> devices,
        String etag) {
    /** One of the companies. */
    public record Party(
            @Schema(examples = "contoso") String account, @Schema(examples = "Contoso Cafés") String name) {}

    static LeaseView of(LeaseFacts facts, Map<String, Integer> devices) {
        return new LeaseView(
                facts.id().toString(),
                facts.reference(),
                facts.state(),
                facts.idScope(),
                new Party(facts.lessor(), facts.lessorName()),
                new Party(facts.lessee(), facts.lesseeName()),
                new Party(facts.operator(), facts.operatorName()),
                facts.upperLease() == null ? null : facts.upperLease().toString(),
                facts.rights(),
                facts.startsAt(),
                facts.endsAt(),
                facts.noticeDays(),
                facts.offerExpiresAt(),
                facts.endAction(),
                facts.returnHub(),
                facts.defaultHub(),
                facts.note(),
                facts.answerNote(),
                facts.endingReason(),
                facts.recalledAt(),
                facts.recallDue(),
                facts.terminatesAt(),
                facts.upperEndsAt(),
                facts.proposedAt(),
                facts.answeredAt(),
                facts.startedAt(),
                facts.endedAt(),
                devices,
                Versions.etag(facts.version()));
    }
}
