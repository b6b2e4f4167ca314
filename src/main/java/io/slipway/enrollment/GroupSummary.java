package io.slipway.enrollment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * One line of a list of enrollment groups.
 *
 * @param suppliedBy name of the manufacturer that brought it, null when the operator did
 * @param devices how many devices registered through it, counted no further than 10,001
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupSummary(
        String idScope,
        String scopeName,
        @JsonIgnore UUID scopeId,
        String enrollmentGroupId,
        @JsonIgnore String groupKey,
        String attestationType,
        String provisioningStatus,
        String suppliedBy,
        int devices,
        Instant createdDateTimeUtc,
        Instant lastUpdatedDateTimeUtc) {
    static final int MOST_COUNTED = 10_001;

    String cursor() {
        return EnrollmentFilter.cursor(groupKey, scopeId);
    }
}
