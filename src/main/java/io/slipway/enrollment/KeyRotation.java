package io.slipway.enrollment;

import io.slipway.scope.KeySlot;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which key to replace. */
public record KeyRotation(
        @Schema(
                        enumeration = {"primary", "secondary"},
                        examples = "secondary")
                String key) {
    KeySlot slot() {
        return KeySlot.fromString(String.valueOf(key));
    }
}
