package io.slipway.scope;

import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/scopes/{idScope}/access-policies")
@Tag(name = "Shared access policies", description = "Keys for the DPS service API of a scope")
public class AccessPolicyApi {
    /** A policy without its keys. */
    public record PolicyView(String name, List<AccessRight> rights, Instant createdAt, Instant updatedAt) {
        static PolicyView of(AccessPolicy policy) {
            return new PolicyView(policy.name(), policy.rights(), policy.createdAt(), policy.updatedAt());
        }
    }

    /** Which rights a policy shall have. */
    public record Rights(@Schema(examples = "[\"EnrollmentRead\"]") List<AccessRight> rights) {}

    /** Which key to replace. */
    public record Rotation(
            @Schema(
                            enumeration = {"primary", "secondary"},
                            examples = "secondary")
                    String key) {}

    private final AccessPolicies policies;

    AccessPolicyApi(AccessPolicies policies) {
        this.policies = policies;
    }

    @GET
    @Needs(VIEW_SCOPES)
    @Operation(summary = "List shared access policies, without keys")
    public List<PolicyView> list(@PathParam("account") AccountSlug account, @PathParam("idScope") IdScope idScope) {
        return policies.all(account, idScope).stream().map(PolicyView::of).toList();
    }

    @POST
    @Needs(MANAGE_SCOPES)
    @Operation(summary = "Create a shared access policy", description = "Both keys are generated.")
    public PolicyView create(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            AccessPolicyDetails details) {
        return PolicyView.of(policies.create(account, idScope, details));
    }

    @PUT
    @Path("{name}")
    @Needs(MANAGE_SCOPES)
    @Operation(summary = "Change a policy's rights")
    public PolicyView change(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("name") String name,
            Rights rights) {
        return PolicyView.of(policies.change(account, idScope, new AccessPolicyDetails(name, rights.rights())));
    }

    @DELETE
    @Path("{name}")
    @Needs(MANAGE_SCOPES)
    @Operation(summary = "Delete a policy", description = "The last one of a scope stays.")
    public void delete(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("name") String name) {
        policies.delete(account, idScope, name);
    }

    @POST
    @Path("{name}/reveals")
    @Needs(MANAGE_SCOPES)
    @Operation(summary = "Reveal a policy's keys", description = "Recorded in the audit trail.")
    public AccessPolicyKeys reveal(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("name") String name) {
        return policies.reveal(account, idScope, name);
    }

    @POST
    @Path("{name}/rotations")
    @Needs(MANAGE_SCOPES)
    @Operation(summary = "Replace one key", description = "The other key keeps working.")
    public AccessPolicyKeys rotate(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("name") String name,
            Rotation rotation) {
        return policies.rotate(account, idScope, name, KeySlot.fromString(String.valueOf(rotation.key())));
    }
}
