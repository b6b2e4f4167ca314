package io.slipway.account;

import static io.slipway.account.Permission.VIEW_MEMBERS;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The people and machines of an account, for its admins and auditors. */
@Authenticated
@Path("/a/{account}/members")
@Produces(MediaType.TEXT_HTML)
public class MemberPages {
    private static final int ROWS = 50;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(AccountSlug account, List<Member> members, Integer next);

        static native TemplateInstance away(AccountSlug account, String sentence);
    }

    private final Members members;

    MemberPages(Members members) {
        this.members = members;
    }

    @GET
    @Needs(VIEW_MEMBERS)
    public Response list(@PathParam("account") AccountSlug account, @QueryParam("first") @DefaultValue("0") int first) {
        try {
            Members.Page page = members.list(account, Math.max(0, first), ROWS);
            return Response.ok(Templates.list(account, page.members(), page.next()))
                    .build();
        } catch (Problem problem) {
            if (problem.type() != ProblemType.UNAVAILABLE) {
                throw problem;
            }
            return Response.status(503)
                    .header("Retry-After", 10)
                    .entity(Templates.away(account, problem.getMessage()))
                    .build();
        }
    }
}
