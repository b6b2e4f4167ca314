package io.slipway.enrollment;

import static io.slipway.account.Permission.MANAGE_ENROLLMENTS;
import static io.slipway.account.Permission.SUPPLY;
import static io.slipway.account.Permission.VIEW_ENROLLMENTS;
import static io.slipway.account.Permission.VIEW_SUPPLY;

import io.quarkus.security.Authenticated;
import io.slipway.account.Needs;
import io.slipway.db.Keyset;
import io.slipway.supply.ScopeAddress;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
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
@Path("/api/v1/" + ScopeAddress.PATH + "/enrollments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Enrollments",
        description =
                "One device each: below scopes/ for the operator, below supply/ for a manufacturer that may supply the"
                        + " scope and sees what it brought")
public class EnrollmentApi {
    /** What deleting an enrollment did. */
    public record Deletion(
            @Schema(description = "Whether the device row stays, as the device registered before")
                    boolean deviceKept) {}

    private final Enrollments enrollments;
    private final EnrollmentBatches batches;

    EnrollmentApi(Enrollments enrollments, EnrollmentBatches batches) {
        this.enrollments = enrollments;
        this.batches = batches;
    }

    @GET
    @Needs(value = VIEW_ENROLLMENTS, supplying = VIEW_SUPPLY)
    @Operation(summary = "List a scope's enrollments", description = "By registration ID; next leads to the next page.")
    public Keyset<EnrollmentSummary> list(@BeanParam ScopeAddress scope, @BeanParam ListQuery query) {
        return enrollments.all(scope, query.filter(), query.checkedLimit());
    }

    @POST
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    @Operation(
            summary = "Enroll a device",
            description = "Symmetric keys that are not given are made; reveal them to build them into the device.")
    @APIResponseSchema(value = EnrollmentView.class, responseCode = "201")
    public Response create(@BeanParam ScopeAddress scope, EnrollmentDetails details) {
        return answer(scope, enrollments.create(scope, given(details)), true);
    }

    @POST
    @Path("batches")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    @Operation(
            summary = "Create or delete up to 1,000 enrollments",
            description = "Answers 200 also when rows are refused, with the reason of each; the others are done, unless"
                    + " allOrNothing.")
    public EnrollmentBatch.Result run(@BeanParam ScopeAddress scope, EnrollmentBatch batch) {
        return batches.run(scope, given(batch));
    }

    @GET
    @Path("{registrationId}")
    @Needs(value = VIEW_ENROLLMENTS, supplying = VIEW_SUPPLY)
    @Operation(summary = "Read an enrollment", description = "With what became of its device; without keys.")
    @APIResponseSchema(EnrollmentView.class)
    public Response get(@BeanParam ScopeAddress scope, @PathParam("registrationId") RegistrationId id) {
        return answer(scope, enrollments.get(scope, id), false);
    }

    @PUT
    @Path("{registrationId}")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    @Operation(
            summary = "Create or replace an enrollment",
            description = "Keys that are not given stay as they are, and so do certificates given by their info. With"
                    + " If-Match, only if nobody changed it meanwhile.")
    @APIResponseSchema(EnrollmentView.class)
    public Response put(
            @BeanParam ScopeAddress scope,
            @PathParam("registrationId") RegistrationId id,
            @HeaderParam("If-Match") String ifMatch,
            EnrollmentDetails details) {
        return answer(scope, enrollments.put(scope, named(id, given(details)), ifMatch), false);
    }

    @PUT
    @Path("{registrationId}/provisioning-status")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    @Operation(
            summary = "Enable or disable an enrollment",
            description = "A disabled one blocks its registration ID, also where a group would let it in.")
    @APIResponseSchema(EnrollmentView.class)
    public Response enable(
            @BeanParam ScopeAddress scope,
            @PathParam("registrationId") RegistrationId id,
            @HeaderParam("If-Match") String ifMatch,
            StatusChange change) {
        enrollments.enable(scope, id, given(change).enables(), Versions.fromIfMatch(ifMatch));
        return answer(scope, enrollments.get(scope, id), false);
    }

    @DELETE
    @Path("{registrationId}")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    @Operation(
            summary = "Delete an enrollment",
            description = "The device can no longer register through it. One that registered keeps its hub.")
    public Deletion delete(
            @BeanParam ScopeAddress scope,
            @PathParam("registrationId") RegistrationId id,
            @HeaderParam("If-Match") String ifMatch) {
        return new Deletion(enrollments.delete(scope, id, Versions.fromIfMatch(ifMatch)));
    }

    @POST
    @Path("{registrationId}/reveals")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    @Operation(summary = "Reveal the keys", description = "Recorded in the audit trail.")
    public AttestationMechanism reveal(@BeanParam ScopeAddress scope, @PathParam("registrationId") RegistrationId id) {
        return enrollments.reveal(scope, id);
    }

    @POST
    @Path("{registrationId}/rotations")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    @Operation(
            summary = "Replace one key",
            description = "The other keeps working: replace the secondary, bring it to the device, then the primary.")
    public AttestationMechanism rotate(
            @BeanParam ScopeAddress scope, @PathParam("registrationId") RegistrationId id, KeyRotation rotation) {
        return enrollments.rotate(scope, id, given(rotation).slot());
    }

    private static Response answer(ScopeAddress scope, Enrollments.Found found, boolean created) {
        EnrollmentView view = EnrollmentView.of(found, scope);
        URI address = URI.create("/api/v1" + scope.path() + "/enrollments/" + view.registrationId());
        return (created ? Response.created(address) : Response.ok())
                .tag(view.etag().replace("\"", ""))
                .entity(view)
                .build();
    }

    private static EnrollmentDetails named(RegistrationId id, EnrollmentDetails details) {
        if (details.registrationId().isEmpty()) {
            return details.as(id.value());
        }
        if (!RegistrationId.keyOf(details.registrationId()).equals(id.key())) {
            throw Problem.invalid(
                    "registrationId", "The registration ID of the body is not that of the address. Leave it out.");
        }
        return details;
    }

    static <T> T given(T body) {
        if (body == null) {
            throw new Problem(ProblemType.INVALID_INPUT, "Send a JSON object as the body.");
        }
        return body;
    }
}
