package io.slipway.claim;

import static io.slipway.account.Permission.MANAGE_LEASES;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.lease.LeaseId;
import io.slipway.web.Choice;
import io.slipway.web.Form;
import io.slipway.web.FormReply;
import io.slipway.web.Problem;
import io.slipway.web.Shell;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Where a tenant enters the code that is printed on a device. */
@Authenticated
@Path("/a/{account}/claim")
@Produces(MediaType.TEXT_HTML)
public class ClaimPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance enter(AccountSlug account, Form form);

        static native TemplateInstance offer(AccountSlug account, ClaimOffer offer, List<Choice> hubs, Form form);
    }

    private final Claims claims;
    private final Shell shell;

    ClaimPages(Claims claims, Shell shell) {
        this.claims = claims;
        this.shell = shell;
    }

    /** With a code that was scanned, what it would give: nothing is used up before somebody says so. */
    @GET
    @Needs(MANAGE_LEASES)
    public Response enter(@PathParam("account") AccountSlug account, @QueryParam("code") String code) {
        Form form = Form.empty().with("code", code);
        return code == null ? Response.ok(Templates.enter(account, form)).build() : looked(account, code, form);
    }

    /** The same with a code that was typed, which need not stand in an address. */
    @POST
    @Path("checks")
    @Needs(MANAGE_LEASES)
    public Response check(@PathParam("account") AccountSlug account, @FormParam("code") String code) {
        return looked(account, code, Form.empty().with("code", code));
    }

    @POST
    @Needs(MANAGE_LEASES)
    public Response claim(
            @PathParam("account") AccountSlug account,
            @FormParam("code") String code,
            @FormParam("defaultHub") String hub) {
        try {
            Optional<LeaseId> lease = claims.claim(account, code, hub);
            shell.say(
                    lease.isPresent() ? "success" : "info",
                    lease.isPresent()
                            ? "The device is yours for the term of this lease. It is handed over now."
                            : "The operator has to approve your claim. You find it here, and its offer then.");
            String page = lease.map(id -> "leases/" + id).orElse("leases");
            return FormReply.to(account.to(page));
        } catch (Problem problem) {
            Form form = Form.empty().with("code", code).with("defaultHub", hub).refusedWith(problem);
            Response again = looked(account, code, form);
            return Response.fromResponse(again).status(problem.type().status()).build();
        }
    }

    private Response looked(AccountSlug account, String code, Form form) {
        try {
            ClaimOffer offer = claims.look(account, code);
            return Response.ok(Templates.offer(account, offer, claims.hubs(account), form))
                    .build();
        } catch (Problem problem) {
            return Response.status(problem.type().status())
                    .entity(Templates.enter(account, form.refusedWith(problem)))
                    .build();
        }
    }
}
