package io.slipway.claim;

import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.account.Needs;
import io.slipway.web.Choice;
import io.slipway.web.Form;
import io.slipway.web.FormReply;
import io.slipway.web.Problem;
import io.slipway.web.Shell;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** An operator's claim policies, and who used their codes. */
@Authenticated
@Path("/a/{account}/claim-policies")
@Produces(MediaType.TEXT_HTML)
public class ClaimPolicyPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(
                AccountSlug account,
                List<ClaimPolicy> policies,
                List<Choice> scopes,
                List<Choice> hubs,
                Form form,
                String denied);

        static native TemplateInstance settings(AccountSlug account, ClaimPolicy policy, List<Choice> hubs, Form form);

        static native TemplateInstance policy(
                AccountSlug account, ClaimPolicy policy, List<Claim> claims, Form form, String denied);
    }

    private final ClaimPolicies policies;
    private final ClaimDecisions decisions;
    private final Acting acting;
    private final Shell shell;

    ClaimPolicyPages(ClaimPolicies policies, ClaimDecisions decisions, Acting acting, Shell shell) {
        this.policies = policies;
        this.decisions = decisions;
        this.acting = acting;
        this.shell = shell;
    }

    @GET
    @Needs(VIEW_SCOPES)
    public TemplateInstance list(@PathParam("account") AccountSlug account) {
        Form form = Form.empty().with("noticeDays", 30).with("automatic", true).with("endAction", "return");
        return list(account, form);
    }

    @POST
    @Needs(MANAGE_SCOPES)
    public Response create(@PathParam("account") AccountSlug account, @BeanParam ClaimPolicyForm form) {
        try {
            ClaimPolicy policy = policies.create(account, form.toDetails());
            shell.say("success", "The claim policy is there. Issue codes for its devices.");
            return to(account, policy.id());
        } catch (Problem problem) {
            return Response.status(problem.type().status())
                    .entity(list(account, form.toForm().refusedWith(problem)))
                    .build();
        }
    }

    @GET
    @Path("{policy}")
    @Needs(VIEW_SCOPES)
    public TemplateInstance policy(@PathParam("account") AccountSlug account, @PathParam("policy") ClaimPolicyId id) {
        return policy(account, id, ClaimCodeForm.empty());
    }

    @GET
    @Path("{policy}/settings")
    @Needs(MANAGE_SCOPES)
    public TemplateInstance settings(@PathParam("account") AccountSlug account, @PathParam("policy") ClaimPolicyId id) {
        return settings(account, id, ClaimPolicyForm.of(policies.get(account, id)));
    }

    @POST
    @Path("{policy}/settings")
    @Needs(MANAGE_SCOPES)
    public Response change(
            @PathParam("account") AccountSlug account,
            @PathParam("policy") ClaimPolicyId id,
            @BeanParam ClaimPolicyForm form) {
        try {
            policies.change(account, id, form.toDetails(), form.version());
            shell.say("success", "Changed. It holds for claims from now on; leases keep the terms they began with.");
            return to(account, id);
        } catch (Problem problem) {
            return Response.status(problem.type().status())
                    .entity(settings(account, id, form.toForm().refusedWith(problem)))
                    .build();
        }
    }

    @POST
    @Path("{policy}/closings")
    @Needs(MANAGE_SCOPES)
    public Response close(@PathParam("account") AccountSlug account, @PathParam("policy") ClaimPolicyId id) {
        return done(
                account,
                id,
                "Closed. Its codes open nothing until you open it again.",
                () -> policies.close(account, id));
    }

    @POST
    @Path("{policy}/openings")
    @Needs(MANAGE_SCOPES)
    public Response reopen(@PathParam("account") AccountSlug account, @PathParam("policy") ClaimPolicyId id) {
        return done(
                account,
                id,
                "Open again. Codes that were not used work as before.",
                () -> policies.reopen(account, id));
    }

    @POST
    @Path("{policy}/claims/{claim}/approvals")
    @Needs(MANAGE_SCOPES)
    public Response approve(
            @PathParam("account") AccountSlug account,
            @PathParam("policy") ClaimPolicyId id,
            @PathParam("claim") ClaimId claim) {
        return done(
                account,
                id,
                "Approved. The device is on offer to its claimant.",
                () -> decisions.approve(account, id, claim));
    }

    @POST
    @Path("{policy}/claims/{claim}/refusals")
    @Needs(MANAGE_SCOPES)
    public Response refuse(
            @PathParam("account") AccountSlug account,
            @PathParam("policy") ClaimPolicyId id,
            @PathParam("claim") ClaimId claim) {
        return done(account, id, "Refused. The code is used up.", () -> decisions.refuse(account, id, claim));
    }

    private Response done(AccountSlug account, ClaimPolicyId id, String said, Runnable act) {
        try {
            act.run();
            shell.say("success", said);
            return to(account, id);
        } catch (Problem problem) {
            return FormReply.refusedIfPermitted(
                    problem, () -> policy(account, id, ClaimCodeForm.empty().refusedWith(problem)));
        }
    }

    private TemplateInstance list(AccountSlug account, Form form) {
        List<Choice> scopes = policies.scopes(account).stream()
                .map(scope -> Choice.of(scope.idScope(), scope.name() + " (" + scope.idScope() + ")"))
                .toList();
        return Templates.list(account, policies.all(account), scopes, policies.hubs(account), form, denied(account));
    }

    private TemplateInstance policy(AccountSlug account, ClaimPolicyId id, Form form) {
        return Templates.policy(account, policies.get(account, id), decisions.all(account, id), form, denied(account));
    }

    private TemplateInstance settings(AccountSlug account, ClaimPolicyId id, Form form) {
        return Templates.settings(account, policies.get(account, id), policies.hubs(account), form);
    }

    private String denied(AccountSlug account) {
        return acting.denied(account, MANAGE_SCOPES).orElse(null);
    }

    private static Response to(AccountSlug account, ClaimPolicyId id) {
        return FormReply.to(account.to("claim-policies/" + id));
    }
}
