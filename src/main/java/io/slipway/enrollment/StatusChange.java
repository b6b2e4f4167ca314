package io.slipway.enrollment;

import io.slipway.web.Problem;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether devices may register. */
public record StatusChange(
        @Schema(
                        enumeration = {"enabled", "disabled"},
                        examples = "disabled")
                String provisioningStatus) {
    boolean enables() {
        return switch (String.valueOf(provisioningStatus)) {
            case "enabled" -> true;
            case "disabled" -> false;
            default -> throw Problem.invalid(
                    "provisioningStatus", "Choose enabled or disabled as the provisioning status.");
        };
    }
}
