package io.slipway.enrollment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.web.RawJsonBody;
import io.slipway.web.Validation;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Many enrollments to create or delete in one call. */
public record EnrollmentBatch(
        @Schema(
                        enumeration = {"create", "delete"},
                        examples = "create")
                String mode,
        @Schema(description = "Write nothing when one of them is refused", defaultValue = "false") boolean allOrNothing,
        @Schema(description = "1 to 1,000; to delete, the registration ID of each is enough")
                List<EnrollmentDetails> enrollments)
        implements RawJsonBody {
    private static final int MOST = 1_000;

    /** What became of a batch; what is not among the errors was done. */
    public record Result(boolean isSuccessful, int succeeded, List<RowError> errors) {
        static Result of(int succeeded, List<RowError> errors) {
            return new Result(errors.isEmpty(), succeeded, errors);
        }
    }

    /**
     * One thing that is wrong with one enrollment of a batch.
     *
     * @param index its place in the batch, from 0
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RowError(
            @Schema(examples = "17") int index,
            @Schema(examples = "pump-0017") String registrationId,
            @Schema(examples = "attestation.symmetricKey.primaryKey") String field,
            @Schema(examples = "The primary key is 8 bytes long. Use 16 to 64 bytes.") String sentence) {}

    public EnrollmentBatch {
        enrollments = enrollments == null ? List.of() : enrollments;
    }

    void check() {
        new Validation()
                .require("create".equals(mode) || "delete".equals(mode), "mode", "Choose create or delete as the mode.")
                .require(!enrollments.isEmpty(), "enrollments", "Send at least one enrollment.")
                .require(
                        enrollments.size() <= MOST,
                        "enrollments",
                        "Send at most 1,000 enrollments in one call; this has %,d.".formatted(enrollments.size()))
                .require(
                        enrollments.stream().noneMatch(java.util.Objects::isNull),
                        "enrollments",
                        "Every enrollment is a JSON object; one is null.")
                .throwIfAny();
    }
}
