package io.slipway.fleet;

import static io.slipway.account.Permission.MANAGE_DEVICES;
import static io.slipway.account.Permission.VIEW_DEVICES;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.web.Versions;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Devices", description = "Devices the account operates, holds or brought, and their tries to register")
public class DeviceApi {
    /** One page of devices. */
    public record DevicePage(
            List<Device> devices,
            @Schema(description = "How many match; with a filter counted up to 10,001") long count,
            @Schema(description = "Send as after for the next page; null on the last") String next) {}

    /** One page of attempts. */
    public record AttemptPage(List<AttemptView> attempts, String next) {}

    /** A try to register, with what was presented as JSON. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record AttemptView(
            String idScope,
            String registrationId,
            String outcome,
            String reason,
            Integer errorCode,
            String sentence,
            @JsonRawValue @Schema(implementation = Object.class) String detail,
            String transport,
            String remoteAddress,
            long count,
            Instant firstAt,
            Instant lastAt) {
        static AttemptView of(Attempt attempt) {
            return new AttemptView(
                    attempt.idScope(),
                    attempt.registrationId(),
                    attempt.outcome(),
                    attempt.reason(),
                    attempt.errorCode(),
                    attempt.sentence(),
                    attempt.detail(),
                    attempt.transport(),
                    attempt.remoteAddress(),
                    attempt.count(),
                    attempt.firstAt(),
                    attempt.lastAt());
        }
    }

    private final Devices devices;
    private final Custodies custodies;

    DeviceApi(Devices devices, Custodies custodies) {
        this.devices = devices;
        this.custodies = custodies;
    }

    @GET
    @Path("devices")
    @Needs(VIEW_DEVICES)
    @Operation(summary = "List devices", description = "In order of their registration IDs; every parameter narrows.")
    public DevicePage list(
            @PathParam("account") AccountSlug account,
            @QueryParam("search") @Parameter(description = "Beginning of the registration ID") String search,
            @BeanParam DeviceQuery query,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        Devices.Page page = devices.page(account, query.filter(search, limit));
        return new DevicePage(
                page.devices().rows(), page.count(), page.devices().next());
    }

    @GET
    @Path("scopes/{idScope}/devices/{registrationId}")
    @Needs(VIEW_DEVICES)
    @Operation(
            summary = "Read a device",
            description = "A manufacturer sees of what it brought whether it registered. A company that has given the"
                    + " device back reads its own period instead, as custody tells it.")
    @APIResponse(
            responseCode = "200",
            description = "The device, or the custody of one given back",
            content = @Content(schema = @Schema(oneOf = {Device.class, CustodyView.class})))
    public Object get(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId) {
        return custodies
                .former(account, idScope, registrationId)
                .<Object>map(CustodyView::of)
                .orElseGet(() -> devices.get(account, idScope, registrationId));
    }

    @GET
    @Path("scopes/{idScope}/devices/{registrationId}/custody")
    @Needs(VIEW_DEVICES)
    @Operation(
            summary = "Read who held a device, and when",
            description = "As far as it is the caller's own: the operator's all, a lessee's or lessor's its own leases,"
                    + " also after it has given the device back. Events carry their place in the caller's trail, whose"
                    + " export can be verified.")
    public CustodyView custody(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId) {
        return CustodyView.of(custodies.get(account, idScope, registrationId));
    }

    @DELETE
    @Path("scopes/{idScope}/devices/{registrationId}/assignment")
    @Needs(MANAGE_DEVICES)
    @Operation(
            summary = "Deprovision a device",
            description = "Removes it from its hub and forgets the assignment. The enrollment stays: to keep the device"
                    + " away, disable or delete that first.")
    public void deprovision(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId,
            @HeaderParam("If-Match") String ifMatch) {
        devices.deprovision(account, idScope, registrationId, Versions.fromIfMatch(ifMatch));
    }

    @GET
    @Path("attempts")
    @Needs(VIEW_DEVICES)
    @Operation(summary = "List tries to register", description = "Newest first, also of devices that nobody enrolled.")
    public AttemptPage attempts(
            @PathParam("account") AccountSlug account,
            @QueryParam("search") String search,
            @QueryParam("scope") String scope,
            @QueryParam("outcome") String outcome,
            @QueryParam("reason") String reason,
            @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        var page = devices.attempts(account, new AttemptFilter(search, scope, outcome, reason, after, limit));
        return new AttemptPage(page.rows().stream().map(AttemptView::of).toList(), page.next());
    }

    @GET
    @Path("attempts/failures")
    @Needs(VIEW_DEVICES)
    @Operation(summary = "Failed attempts of the last seven days, by reason")
    public List<Failures> failures(@PathParam("account") AccountSlug account) {
        return devices.failures(account);
    }
}
