package io.slipway.claim;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.lease.Rights;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a code would give, before anything is used up.
 *
 * @param termDays null for leases without an end
 * @param until when the lease would end as things stand, null for open
 * @param mostDevices null for no limit
 * @param has how many devices the company has by the policy
 * @param obstacle why the code cannot be used now, null if it can
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClaimOffer(
        @Schema(examples = "kiosk-0017") String registrationId,
        @Schema(examples = "0ne0017479D") String idScope,
        @Schema(examples = "northwind") String operator,
        @Schema(examples = "Northwind Fleet") String operatorName,
        @Schema(description = "The name of the lease", examples = "Kiosk starter kit") String policy,
        List<String> rights,
        @Schema(description = "Absent for open") Integer termDays,
        @Schema(description = "When the lease would end; absent for open") Instant until,
        int noticeDays,
        @Schema(description = "return, disable, or keep until collected") String endAction,
        @Schema(description = "Absent for no limit") Integer mostDevices,
        int has,
        @Schema(description = "Whether the device is leased at once; otherwise the operator approves")
                boolean automatic,
        @Schema(description = "Why the code cannot be used now; absent if it can") String obstacle) {
    /** What the lessee may do, in plain words. */
    public List<String> words() {
        return Rights.words(rights);
    }
}
