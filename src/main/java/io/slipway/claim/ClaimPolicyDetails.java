package io.slipway.claim;

import io.slipway.lease.Rights;
import io.slipway.web.Validation;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** On what terms whoever brings a code gets a device. */
public record ClaimPolicyDetails(
        @Schema(examples = "0ne0017479D") String idScope,
        @Schema(description = "Names the leases, too", examples = "Kiosk starter kit") String name,
        @Schema(description = "What the lessee may do: reassign, twin, disable, sublease") List<String> rights,
        @Schema(description = "Absent for open", examples = "365") Integer termDays,
        @Schema(examples = "30") Integer noticeDays,
        @Schema(description = "Devices that one tenant may have by this policy; absent for no limit")
                Integer mostDevices,
        @Schema(description = "Whether a claim is a lease at once; otherwise you approve each") Boolean automatic,
        @Schema(description = "return, disable, or keep until collected") String endAction,
        @Schema(description = "Host name of a hub of yours; absent leaves it to allocation") String returnHub) {
    public ClaimPolicyDetails {
        idScope = idScope == null ? "" : idScope.strip();
        name = name == null ? "" : name.strip();
        rights = Rights.ordered(rights);
        noticeDays = noticeDays == null ? 30 : noticeDays;
        automatic = automatic == null || automatic;
        endAction = endAction == null || endAction.isBlank() ? "return" : endAction;
        returnHub = returnHub == null || returnHub.isBlank() ? null : returnHub.strip();
    }

    /** The scope is the policy's own, whatever is given. */
    ClaimPolicyDetails in(String scope) {
        return new ClaimPolicyDetails(
                scope, name, rights, termDays, noticeDays, mostDevices, automatic, endAction, returnHub);
    }

    void check() {
        new Validation()
                .require(!idScope.isEmpty(), "idScope", "Choose the scope of the devices.")
                .require(!name.isEmpty() && name.length() <= 100, "name", "Give it a name of up to 100 characters.")
                .require(Rights.areKnown(rights), "rights", Rights.UNKNOWN)
                .require(
                        termDays == null || termDays >= 1 && termDays <= 3650,
                        "termDays",
                        "Give 1 to 3650 days, or nothing for open.")
                .require(noticeDays >= 0 && noticeDays <= 365, "noticeDays", "Give 0 to 365 days of notice.")
                .require(mostDevices == null || mostDevices > 0, "mostDevices", "Give a number of devices.")
                .require(
                        Set.of("return", "disable", "keep").contains(endAction),
                        "endAction",
                        "Choose return, disable or keep.")
                .throwIfAny();
    }
}
