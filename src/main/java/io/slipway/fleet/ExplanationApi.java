package io.slipway.fleet;

import static io.slipway.account.Permission.VIEW_DEVICES;
import static io.slipway.account.Permission.VIEW_ENROLLMENTS;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.registration.GroupHubChoice;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** "Why this hub?" for scripts. */
@Authenticated
@Path("/api/v1/a/{account}")
@Tag(name = "Devices")
public class ExplanationApi {
    private static final String SETTINGS =
            " Try other settings before saving them: policy (hashed, static, or scope for the one of the scope), named (a host"
                    + " name the enrollment keeps to, repeatable; * for all), weight.{host name}, without (a host name, repeatable),"
                    + " defaultHub (the lease's).";

    private final Explanations explanations;

    ExplanationApi(Explanations explanations) {
        this.explanations = explanations;
    }

    @GET
    @Path("scopes/{idScope}/devices/{registrationId}/explanations")
    @Needs(VIEW_DEVICES)
    @Operation(
            summary = "Explain why a device goes to its hub",
            description =
                    "What decided when it was assigned, and what would be decided now: each hub with the reason it is"
                            + " taken, or not, and why the device would be refused if it would. The holder of a leased device sees its own hubs and"
                            + " those lent to it." + SETTINGS)
    public Explained ofDevice(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId,
            @BeanParam OtherSettingsQuery other) {
        return explanations.ofDevice(account, idScope, registrationId, other.settings());
    }

    @GET
    @Path("scopes/{idScope}/groups/{group}/explanations")
    @Needs(VIEW_ENROLLMENTS)
    @Operation(
            summary = "Explain which hubs the devices of a group go to",
            description =
                    "How many are on each hub, and how many would be if all registered now; up to 100,000 devices."
                            + SETTINGS)
    public GroupHubChoice ofGroup(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("group") String group,
            @BeanParam OtherSettingsQuery other) {
        return explanations.ofGroup(account, idScope, group, other.settings());
    }

    @GET
    @Path("scopes/{idScope}/explanations")
    @Needs(VIEW_ENROLLMENTS)
    @Operation(
            summary = "Explain which hubs the devices of a scope go to",
            description = "As of a group, each device by its own enrollment or group; a policy is tried as the scope's."
                    + SETTINGS)
    public GroupHubChoice ofScope(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @BeanParam OtherSettingsQuery other) {
        return explanations.ofScope(account, idScope, other.settings());
    }

    @GET
    @Path("leases/{lease}/explanations")
    @Needs(VIEW_DEVICES)
    @Operation(
            summary = "Explain which hubs the devices of a lease go to",
            description = "For its lessee, of what it holds by the lease, and of its own hubs and those lent to it."
                    + SETTINGS)
    public GroupHubChoice ofLease(
            @PathParam("account") AccountSlug account,
            @PathParam("lease") String lease,
            @BeanParam OtherSettingsQuery other) {
        return explanations.ofLease(account, lease, other.settings());
    }
}
