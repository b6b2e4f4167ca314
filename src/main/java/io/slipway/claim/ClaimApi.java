package io.slipway.claim;

import static io.slipway.account.Permission.MANAGE_LEASES;
import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_LEASES;
import static io.slipway.account.Permission.VIEW_SCOPES;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.db.Keyset;
import io.slipway.lease.LeaseId;
import io.slipway.web.Versions;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Claims", description = "Devices leased to whoever brings the code printed on them")
public class ClaimApi {
    /** One page of codes. */
    public record CodePage(
            List<ClaimCode> codes,
            @Schema(description = "Send as after for the next page; null on the last") String next) {}

    /** Which codes are to open nothing any more. */
    public record Withdrawn(
            @Schema(description = "IDs, as the list has them") List<UUID> codes,
            @Schema(description = "Every code of the policy that nobody used") Boolean all) {}

    /** How many were withdrawn. */
    public record WithdrawnCount(int withdrawn) {}

    /** A code to look at. */
    public record Typed(@Schema(examples = "7QK2M-0V9XD-41HTB-E6RZC") String code) {}

    /** A code, and where its device is to go. */
    public record Entered(
            @Schema(examples = "7QK2M-0V9XD-41HTB-E6RZC") String code,
            @Schema(description = "Host name of your hub; absent leaves it to the lease it joins, or to allocation")
                    String defaultHub) {}

    /** What became of a code. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Answer(
            @Schema(description = "leased, or pending while the operator has to approve", examples = "leased")
                    String state,
            @Schema(description = "Absent while pending") String lease) {}

    private final ClaimPolicies policies;
    private final ClaimCodes codes;
    private final ClaimDecisions decisions;
    private final Claims claims;

    ClaimApi(ClaimPolicies policies, ClaimCodes codes, ClaimDecisions decisions, Claims claims) {
        this.policies = policies;
        this.codes = codes;
        this.decisions = decisions;
        this.claims = claims;
    }

    @GET
    @Path("claim-policies")
    @Needs(VIEW_SCOPES)
    @Operation(summary = "List claim policies")
    public List<ClaimPolicy> list(@PathParam("account") AccountSlug account) {
        return policies.all(account);
    }

    @POST
    @Path("claim-policies")
    @Needs(MANAGE_SCOPES)
    @Operation(summary = "Create a claim policy")
    @APIResponseSchema(value = ClaimPolicy.class, responseCode = "201")
    public Response create(@PathParam("account") AccountSlug account, ClaimPolicyDetails details) {
        ClaimPolicy policy = policies.create(account, details);
        return Response.created(URI.create(account.apiTo("claim-policies/" + policy.id())))
                .entity(policy)
                .build();
    }

    @GET
    @Path("claim-policies/{policy}")
    @Needs(VIEW_SCOPES)
    @Operation(summary = "Read a claim policy")
    public ClaimPolicy get(@PathParam("account") AccountSlug account, @PathParam("policy") ClaimPolicyId id) {
        return policies.get(account, id);
    }

    @PUT
    @Path("claim-policies/{policy}")
    @Needs(MANAGE_SCOPES)
    @Operation(
            summary = "Change a claim policy",
            description =
                    "For claims from now on; leases keep the terms they began with, and the policy its scope. With"
                            + " If-Match, only if nobody changed it meanwhile.")
    public ClaimPolicy change(
            @PathParam("account") AccountSlug account,
            @PathParam("policy") ClaimPolicyId id,
            @HeaderParam("If-Match") String ifMatch,
            ClaimPolicyDetails details) {
        return policies.change(account, id, details, Versions.fromIfMatch(ifMatch));
    }

    @POST
    @Path("claim-policies/{policy}/closings")
    @Needs(MANAGE_SCOPES)
    @Operation(
            summary = "Close a claim policy",
            description = "Its codes open nothing until it is opened again; they are not used up. Leases go on.")
    public ClaimPolicy close(@PathParam("account") AccountSlug account, @PathParam("policy") ClaimPolicyId id) {
        return policies.close(account, id);
    }

    @POST
    @Path("claim-policies/{policy}/openings")
    @Needs(MANAGE_SCOPES)
    @Operation(summary = "Open a closed claim policy again")
    public ClaimPolicy reopen(@PathParam("account") AccountSlug account, @PathParam("policy") ClaimPolicyId id) {
        return policies.reopen(account, id);
    }

    @POST
    @Path("claim-policies/{policy}/codes")
    @Needs(MANAGE_SCOPES)
    @Operation(
            summary = "Issue codes",
            description =
                    "One for each device, shown this once. A code issued before for the same device is worth nothing"
                            + " any more. Codes are good for a year.")
    public List<IssuedCode> issue(
            @PathParam("account") AccountSlug account, @PathParam("policy") ClaimPolicyId id, CodesWanted wanted) {
        return codes.issue(account, id, wanted, UUID.randomUUID());
    }

    @GET
    @Path("claim-policies/{policy}/codes")
    @Needs(VIEW_SCOPES)
    @Operation(
            summary = "List codes that nobody used",
            description = "By registration ID, with the beginning of each; the codes themselves are not kept.")
    public CodePage codes(
            @PathParam("account") AccountSlug account,
            @PathParam("policy") ClaimPolicyId id,
            @QueryParam("after") String after,
            @Parameter(description = "1 to 1,000") @QueryParam("limit") @DefaultValue("100") int limit) {
        Keyset<ClaimCode> page = codes.page(account, id, after, limit);
        return new CodePage(page.rows(), page.next());
    }

    @POST
    @Path("claim-policies/{policy}/codes/withdrawals")
    @Needs(MANAGE_SCOPES)
    @Operation(summary = "Withdraw codes", description = "They open nothing any more. Leases that others began go on.")
    public WithdrawnCount withdraw(
            @PathParam("account") AccountSlug account, @PathParam("policy") ClaimPolicyId id, Withdrawn wanted) {
        List<UUID> named = wanted.codes() == null ? List.of() : wanted.codes();
        return new WithdrawnCount(codes.withdraw(account, id, Boolean.TRUE.equals(wanted.all()) ? null : named));
    }

    @GET
    @Path("claim-policies/{policy}/claims")
    @Needs(VIEW_SCOPES)
    @Operation(summary = "List who used codes", description = "Those that wait for approval first; the newest 200.")
    public List<Claim> claims(@PathParam("account") AccountSlug account, @PathParam("policy") ClaimPolicyId id) {
        return decisions.all(account, id);
    }

    @POST
    @Path("claim-policies/{policy}/claims/{claim}/approvals")
    @Needs(MANAGE_SCOPES)
    @Operation(summary = "Approve a claim", description = "The claimant finds the device on offer, and accepts it.")
    @APIResponse(responseCode = "204", description = "Done")
    public void approve(
            @PathParam("account") AccountSlug account,
            @PathParam("policy") ClaimPolicyId id,
            @PathParam("claim") ClaimId claim) {
        decisions.approve(account, id, claim);
    }

    @POST
    @Path("claim-policies/{policy}/claims/{claim}/refusals")
    @Needs(MANAGE_SCOPES)
    @Operation(summary = "Refuse a claim", description = "The code is used up; issue another one if need be.")
    @APIResponse(responseCode = "204", description = "Done")
    public void refuse(
            @PathParam("account") AccountSlug account,
            @PathParam("policy") ClaimPolicyId id,
            @PathParam("claim") ClaimId claim) {
        decisions.refuse(account, id, claim);
    }

    @GET
    @Path("claims")
    @Needs(VIEW_LEASES)
    @Operation(
            summary = "List your own claims",
            description = "For tenants: those that wait for their operator first, and what became of the others; the"
                    + " newest 200.")
    public List<OwnClaim> own(@PathParam("account") AccountSlug account) {
        return claims.own(account);
    }

    @POST
    @Path("claims/checks")
    @Needs(MANAGE_LEASES)
    @Operation(
            summary = "See what a code would give",
            description =
                    "For tenants: who offers which device on what terms. The code is not used up; it counts as a try.")
    public ClaimOffer check(@PathParam("account") AccountSlug account, Typed typed) {
        return claims.look(account, typed.code());
    }

    @POST
    @Path("claims")
    @Needs(MANAGE_LEASES)
    @Operation(
            summary = "Enter a code",
            description =
                    "For tenants. The device joins the lease that the account has by the same policy, if that lasts about as"
                            + " long as the policy promises and sends devices to the hub named; or begins one. A code is not"
                            + " used up by a refusal, such as 409 for a disabled device. 30 tries a minute; 429 beyond.")
    public Answer claim(@PathParam("account") AccountSlug account, Entered entered) {
        Optional<LeaseId> lease = claims.claim(account, entered.code(), entered.defaultHub());
        return new Answer(
                lease.isPresent() ? "leased" : "pending",
                lease.map(LeaseId::toString).orElse(null));
    }
}
