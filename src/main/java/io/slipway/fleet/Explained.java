package io.slipway.fleet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.slipway.registration.HubChoice;

/**
 * Why a device is on its hub, and what would be decided now.
 *
 * @param lease name of the lease it is held by, null while its operator holds it
 * @param decided what decided when it was assigned by a registration last, as far as the reader held it then; null if that is not
 *     known
 */
public record Explained(
        @JsonUnwrapped HubChoice choice,
        @JsonInclude(JsonInclude.Include.NON_NULL) String lease,
        @JsonInclude(JsonInclude.Include.NON_NULL) PastDecision decided) {
    /** Whether something other than a registration moved it since. */
    @JsonIgnore
    public boolean isMovedSince() {
        return decided != null && choice.currentHub() != null && !decided.hub().equals(choice.currentHub());
    }
}
