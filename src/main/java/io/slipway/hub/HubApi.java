package io.slipway.hub;

import static io.slipway.account.Permission.MANAGE_HUBS;
import static io.slipway.account.Permission.VIEW_HUBS;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.db.Keyset;
import io.slipway.spi.HubEntry;
import io.slipway.web.Versions;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/hubs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Hubs", description = "Where provisioned devices connect")
public class HubApi {
    /** A hub as the API shows it, without secret settings; {@code etag} is what {@code If-Match} takes. */
    public record HubView(
            @Schema(examples = "west") String name,
            @Schema(description = "What devices connect to", examples = "contoso-west.hub.example.org") String hostName,
            @Schema(examples = "built-in") String connector,
            @JsonRawValue
                    @Schema(description = "Without the secret ones", implementation = Object.class, examples = "{}")
                    String settings,
            @Schema(description = "Devices that may be there at most; null for no limit", examples = "50000")
                    Integer capacity,
            HealthView health,
            String etag,
            Instant createdAt,
            Instant updatedAt) {
        static HubView of(Hub hub) {
            return new HubView(
                    hub.name(),
                    hub.hostName(),
                    hub.connector(),
                    hub.settings(),
                    hub.capacity(),
                    HealthView.of(hub),
                    Versions.etag(hub.version()),
                    hub.createdAt(),
                    hub.updatedAt());
        }
    }

    /** What the last connection test found. */
    public record HealthView(
            @Schema(
                            enumeration = {"unknown", "healthy", "unhealthy"},
                            examples = "healthy")
                    String status,
            @Schema(examples = "Slipway's own database answers.") String detail,
            Instant checkedAt) {
        static HealthView of(Hub hub) {
            return new HealthView(hub.health(), hub.healthDetail(), hub.healthCheckedAt());
        }
    }

    /** A device identity with its twin; the three objects are as they were given, absent where {@code withheld} says why. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DeviceView(
            HubEntry identity,
            @JsonRawValue @Schema(implementation = Object.class, examples = "{\"floor\":2}") String tags,
            @JsonRawValue @Schema(implementation = Object.class, examples = "{\"interval\":30}") String desired,
            @Schema(examples = "1") Integer desiredVersion,
            @JsonRawValue @Schema(implementation = Object.class, examples = "{}") String reported,
            @Schema(examples = "1") Integer reportedVersion,
            @Schema(description = "Why the twin is left out, absent where it is not") String withheld) {
        static DeviceView of(HubDevices.Device device) {
            if (device.withheld() != null) {
                return new DeviceView(device.identity(), null, null, null, null, null, device.withheld());
            }
            return new DeviceView(
                    device.identity(),
                    device.twin().tagsJson(),
                    device.twin().desiredJson(),
                    device.twin().desiredVersion(),
                    device.twin().reportedJson(),
                    device.twin().reportedVersion(),
                    null);
        }
    }

    private final Hubs hubs;
    private final HubDevices devices;

    HubApi(Hubs hubs, HubDevices devices) {
        this.hubs = hubs;
        this.devices = devices;
    }

    @GET
    @Needs(VIEW_HUBS)
    @Operation(summary = "List the account's hubs")
    public List<HubView> list(@PathParam("account") AccountSlug account) {
        return hubs.all(account).stream().map(HubView::of).toList();
    }

    @POST
    @Needs(MANAGE_HUBS)
    @Operation(
            summary = "Create a hub",
            description =
                    "The connection is tested first. A built-in hub gets the host name {account}-{name}.hub.{domain}.")
    @APIResponseSchema(value = HubView.class, responseCode = "201")
    public Response create(@PathParam("account") AccountSlug account, HubDetails details) {
        HubView hub = HubView.of(hubs.create(account, details));
        return Response.created(URI.create("/api/v1/a/" + account + "/hubs/" + hub.name()))
                .tag(hub.etag().replace("\"", ""))
                .entity(hub)
                .build();
    }

    @GET
    @Path("{hub}")
    @Needs(VIEW_HUBS)
    @Operation(summary = "Read a hub")
    public HubView get(@PathParam("account") AccountSlug account, @PathParam("hub") HubName hub) {
        return HubView.of(hubs.get(account, hub));
    }

    @PUT
    @Path("{hub}")
    @Needs(MANAGE_HUBS)
    @Operation(
            summary = "Change a hub's settings and capacity",
            description = "The connection is tested first. With If-Match, only if nobody changed it meanwhile.")
    public HubView change(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            @HeaderParam("If-Match") String ifMatch,
            HubChange change) {
        return HubView.of(hubs.change(account, hub, change, Versions.fromIfMatch(ifMatch)));
    }

    @DELETE
    @Path("{hub}")
    @Needs(MANAGE_HUBS)
    @Operation(
            summary = "Delete a hub",
            description = "Refused while it is linked to a scope, holds device identities or has devices.")
    public void delete(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            @HeaderParam("If-Match") String ifMatch) {
        hubs.delete(account, hub, Versions.fromIfMatch(ifMatch));
    }

    @POST
    @Path("{hub}/checks")
    @Needs(MANAGE_HUBS)
    @Operation(summary = "Test the connection now", description = "Slipway does so every minute by itself.")
    public HealthView check(@PathParam("account") AccountSlug account, @PathParam("hub") HubName hub) {
        return HealthView.of(hubs.check(account, hub));
    }

    @GET
    @Path("{hub}/devices")
    @Needs(VIEW_HUBS)
    @Operation(summary = "List the device identities that the hub holds", description = "In the order of device IDs.")
    public Keyset<HubEntry> devices(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            @QueryParam("prefix") @DefaultValue("") @Schema(description = "What device IDs begin with") String prefix,
            @QueryParam("after") @DefaultValue("") @Schema(description = "next of the page before") String after,
            @QueryParam("limit") @DefaultValue("50") @Schema(description = "1 to 500") int limit) {
        return devices.page(account, hub, prefix, after, Math.max(1, Math.min(limit, 500)));
    }

    @GET
    @Path("{hub}/devices/{deviceId}")
    @Needs(VIEW_HUBS)
    @Operation(
            summary = "Read a device's identity and twin",
            description =
                    "On a hub that other companies have devices on, the twins only of devices that the account holds.")
    public DeviceView device(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            @PathParam("deviceId") String deviceId) {
        return DeviceView.of(devices.get(account, hub, deviceId));
    }
}
