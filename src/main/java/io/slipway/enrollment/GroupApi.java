package io.slipway.enrollment;

import static io.slipway.account.Permission.MANAGE_ENROLLMENTS;
import static io.slipway.account.Permission.SUPPLY;
import static io.slipway.account.Permission.VIEW_ENROLLMENTS;
import static io.slipway.account.Permission.VIEW_SUPPLY;
import static io.slipway.enrollment.EnrollmentApi.given;

import io.quarkus.security.Authenticated;
import io.slipway.account.Needs;
import io.slipway.db.Keyset;
import io.slipway.supply.ScopeAddress;
import io.slipway.web.Problem;
import io.slipway.web.Versions;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/" + ScopeAddress.PATH + "/groups")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Enrollment groups",
        description =
                "Many devices each: below scopes/ for the operator, below supply/ for a manufacturer that may supply"
                        + " the scope and sees what it brought")
public class GroupApi {
    /** Whose key to derive. */
    public record Derivation(
            @Schema(description = "As the device spells it: another case is another key", examples = "pump-0017")
                    String registrationId) {}

    /** The keys of one device of a group. */
    public record DerivedKeys(String registrationId, String primaryKey, String secondaryKey) {}

    private final EnrollmentGroups groups;

    GroupApi(EnrollmentGroups groups) {
        this.groups = groups;
    }

    @GET
    @Needs(value = VIEW_ENROLLMENTS, supplying = VIEW_SUPPLY)
    @Operation(summary = "List a scope's enrollment groups", description = "By name; next leads to the next page.")
    public Keyset<GroupSummary> list(@BeanParam ScopeAddress scope, @BeanParam ListQuery query) {
        return groups.all(scope, query.filter(), query.checkedLimit());
    }

    @POST
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    @Operation(
            summary = "Create an enrollment group",
            description = "Symmetric keys that are not given are made; derive each device's key from them.")
    @APIResponseSchema(value = GroupView.class, responseCode = "201")
    public Response create(@BeanParam ScopeAddress scope, GroupDetails details) {
        return answer(scope, groups.create(scope, given(details)), true);
    }

    @GET
    @Path("{group}")
    @Needs(value = VIEW_ENROLLMENTS, supplying = VIEW_SUPPLY)
    @Operation(summary = "Read an enrollment group", description = "With its devices counted; without keys.")
    @APIResponseSchema(GroupView.class)
    public Response get(@BeanParam ScopeAddress scope, @PathParam("group") GroupId id) {
        return answer(scope, groups.get(scope, id), false);
    }

    @PUT
    @Path("{group}")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    @Operation(
            summary = "Create or replace an enrollment group",
            description = "Keys that are not given stay as they are, and so do certificates given by their info. With"
                    + " If-Match, only if nobody changed it meanwhile.")
    @APIResponseSchema(GroupView.class)
    public Response put(
            @BeanParam ScopeAddress scope,
            @PathParam("group") GroupId id,
            @HeaderParam("If-Match") String ifMatch,
            GroupDetails details) {
        return answer(scope, groups.put(scope, named(id, given(details)), ifMatch), false);
    }

    @PUT
    @Path("{group}/provisioning-status")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    @Operation(summary = "Enable or disable a group", description = "Devices of a disabled one cannot register.")
    @APIResponseSchema(GroupView.class)
    public Response enable(
            @BeanParam ScopeAddress scope,
            @PathParam("group") GroupId id,
            @HeaderParam("If-Match") String ifMatch,
            StatusChange change) {
        groups.enable(scope, id, given(change).enables(), Versions.fromIfMatch(ifMatch));
        return answer(scope, groups.get(scope, id), false);
    }

    @DELETE
    @Path("{group}")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    @Operation(
            summary = "Delete an enrollment group",
            description = "Its devices keep their hub; they cannot register again without another enrollment.")
    public void delete(
            @BeanParam ScopeAddress scope, @PathParam("group") GroupId id, @HeaderParam("If-Match") String ifMatch) {
        groups.delete(scope, id, Versions.fromIfMatch(ifMatch));
    }

    @GET
    @Path("{group}/devices")
    @Needs(value = VIEW_ENROLLMENTS, supplying = VIEW_SUPPLY)
    @Operation(summary = "List the devices that registered through a group", description = "By registration ID.")
    public Keyset<RegistrationFacts> devices(
            @BeanParam ScopeAddress scope, @PathParam("group") GroupId id, @BeanParam ListQuery query) {
        return groups.devices(scope, id, query.after(), query.checkedLimit());
    }

    @POST
    @Path("{group}/reveals")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    @Operation(summary = "Reveal the group's keys", description = "Recorded in the audit trail.")
    public AttestationMechanism reveal(@BeanParam ScopeAddress scope, @PathParam("group") GroupId id) {
        return groups.reveal(scope, id);
    }

    @POST
    @Path("{group}/rotations")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    @Operation(
            summary = "Replace one key",
            description =
                    "The other keeps working: replace the secondary, bring the keys derived from it to the devices,"
                            + " then the primary.")
    public AttestationMechanism rotate(
            @BeanParam ScopeAddress scope, @PathParam("group") GroupId id, KeyRotation rotation) {
        return groups.rotate(scope, id, given(rotation).slot());
    }

    @POST
    @Path("{group}/derived-keys")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    @Operation(summary = "Derive a device's keys", description = "Recorded in the audit trail.")
    public DerivedKeys derive(@BeanParam ScopeAddress scope, @PathParam("group") GroupId id, Derivation derivation) {
        RegistrationId device = new RegistrationId(given(derivation).registrationId());
        AttestationMechanism.SymmetricKeys keys = groups.deriveKeys(scope, id, device);
        return new DerivedKeys(device.value(), keys.primaryKey(), keys.secondaryKey());
    }

    private static Response answer(ScopeAddress scope, EnrollmentGroups.Found found, boolean created) {
        GroupView view = GroupView.of(found, scope);
        URI address = URI.create("/api/v1" + scope.path() + "/groups/" + view.enrollmentGroupId());
        return (created ? Response.created(address) : Response.ok())
                .tag(view.etag().replace("\"", ""))
                .entity(view)
                .build();
    }

    private static GroupDetails named(GroupId id, GroupDetails details) {
        if (details.enrollmentGroupId().isEmpty()) {
            return details.as(id.value());
        }
        if (!RegistrationId.keyOf(details.enrollmentGroupId()).equals(id.key())) {
            throw Problem.invalid(
                    "enrollmentGroupId", "The group's name in the body is not that of the address. Leave it out.");
        }
        return details;
    }
}
