package io.slipway.account;

import static io.slipway.account.Permission.VIEW_MEMBERS;

import io.quarkus.security.Authenticated;
import io.slipway.web.Problem;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/members")
@Tag(name = "Members", description = "The people and machines of an account, read from Keycloak")
public class MemberApi {
    private static final int MOST = 100;

    /** One page. */
    public record MembersView(
            List<Member> members,
            @Schema(description = "Send as first for the next page; null on the last", examples = "50") Integer next) {}

    private final Members members;

    MemberApi(Members members) {
        this.members = members;
    }

    @GET
    @Needs(VIEW_MEMBERS)
    @Operation(summary = "List members and API clients", description = "503 while Keycloak does not answer.")
    public MembersView list(
            @PathParam("account") AccountSlug account,
            @Parameter(description = "How many to skip") @QueryParam("first") @DefaultValue("0") int first,
            @Parameter(description = "1 to 100") @QueryParam("limit") @DefaultValue("50") int limit) {
        if (first < 0 || limit < 1 || limit > MOST) {
            throw Problem.invalid("limit", "Ask for 1 to " + MOST + " at a time, and skip none or more.");
        }
        Members.Page page = members.list(account, first, limit);
        return new MembersView(page.members(), page.next());
    }
}
