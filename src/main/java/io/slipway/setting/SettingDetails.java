package io.slipway.setting;

import io.slipway.web.Validation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an account decides about itself. */
public record SettingDetails(
        @Schema(
                        description = "Leases and reassignments of more devices than this need a second person of the"
                                + " account; null for never",
                        examples = "1000")
                Integer approvalAbove) {
    void check() {
        new Validation()
                .require(
                        approvalAbove == null || approvalAbove >= 0,
                        "approvalAbove",
                        "Give a number of devices, or nothing if one person is enough.")
                .throwIfAny();
    }
}
