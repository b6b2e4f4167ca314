package io.slipway.fleet;

import static io.slipway.account.Permission.CONTROL_DEVICES;
import static io.slipway.account.Permission.VIEW_DEVICES;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.spi.HubTwin;
import io.slipway.web.Problem;
import io.slipway.web.RawJson;
import io.slipway.web.RawJsonBody;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A device's twin, for scripts of its holder. */
@Authenticated
@Path("/api/v1/a/{account}/scopes/{idScope}/devices/{registrationId}/twin")
@Tag(name = "Devices")
public class TwinApi {
    /** A twin as its hub has it. */
    public record TwinView(
            String deviceId,
            @JsonRawValue @Schema(implementation = Object.class) String tags,
            @JsonRawValue @Schema(implementation = Object.class) String desired,
            int desiredVersion,
            @JsonRawValue @Schema(implementation = Object.class) String reported,
            int reportedVersion) {
        static TwinView of(HubTwin twin) {
            return new TwinView(
                    twin.deviceId(),
                    twin.tagsJson(),
                    twin.desiredJson(),
                    twin.desiredVersion(),
                    twin.reportedJson(),
                    twin.reportedVersion());
        }
    }

    /** A change of the desired properties. */
    public record TwinChange(
            @Schema(description = "The whole, or with merge a JSON merge patch (RFC 7396)") RawJson desired,
            @Schema(description = "By default the desired properties are replaced", examples = "true") boolean merge,
            @Schema(description = "desiredVersion that was read; refused if it is another one by now") Integer version)
            implements RawJsonBody {
        Twins.Edit toEdit() {
            return new Twins.Edit(DesiredProperties.of(desired), merge, version);
        }
    }

    private final Twins twins;

    TwinApi(Twins twins) {
        this.twins = twins;
    }

    @GET
    @Needs(VIEW_DEVICES)
    @Operation(summary = "Read a device's twin from its hub")
    public TwinView get(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId) {
        return twins.get(account, idScope, registrationId)
                .map(TwinView::of)
                .orElseThrow(() -> Problem.notFound("twin"));
    }

    @PUT
    @Needs(CONTROL_DEVICES)
    @Operation(
            summary = "Change the desired properties of a device's twin",
            description = "For whoever holds the device: the operator, or a lessee whose lease has the right twin.")
    public TwinView change(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId,
            TwinChange change) {
        return TwinView.of(twins.change(account, idScope, registrationId, change.toEdit()));
    }
}
