package io.slipway.fleet;

import static io.slipway.account.Permission.CONTROL_DEVICES;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the holder of a device does with it, for scripts. */
@Authenticated
@Path("/api/v1/a/{account}/scopes/{idScope}/devices/{registrationId}/disablement")
@Tag(name = "Devices")
public class DeviceControlApi {
    /** Why a device is disabled. */
    public record Disablement(
            @Schema(description = "Told to the device and to both companies", examples = "Stolen") String reason) {}

    private final DeviceControls controls;

    DeviceControlApi(DeviceControls controls) {
        this.controls = controls;
    }

    @PUT
    @Needs(CONTROL_DEVICES)
    @Operation(
            summary = "Disable a device",
            description = "It can neither register nor connect to its hub; its twin stays. For whoever holds it: the"
                    + " operator, or a lessee whose lease has the right disable.")
    public void disable(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId,
            Disablement disablement) {
        controls.disable(account, idScope, registrationId, disablement.reason());
    }

    @DELETE
    @Needs(CONTROL_DEVICES)
    @Operation(
            summary = "Enable a device",
            description = "For the company that disabled it, and for the operator once it holds the device again.")
    public void enable(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId) {
        controls.enable(account, idScope, registrationId);
    }
}
