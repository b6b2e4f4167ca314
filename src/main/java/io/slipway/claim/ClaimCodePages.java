package io.slipway.claim;

import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.account.Needs;
import io.slipway.db.Keyset;
import io.slipway.registration.DeviceConditions;
import io.slipway.web.Choice;
import io.slipway.web.Form;
import io.slipway.web.FormReply;
import io.slipway.web.Numbers;
import io.slipway.web.Problem;
import io.slipway.web.Shell;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/** Labels with codes, and the codes that are out. */
@Authenticated
@Path("/a/{account}/claim-policies")
@Produces(MediaType.TEXT_HTML)
public class ClaimCodePages {
    private static final int ROWS = 100;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance issue(AccountSlug account, ClaimPolicy policy, Form form);

        static native TemplateInstance choose(
                AccountSlug account, String idScope, List<Choice> policies, String ids, Form form);

        static native TemplateInstance labels(AccountSlug account, ClaimPolicy policy, List<Label> labels);

        static native TemplateInstance codes(
                AccountSlug account, ClaimPolicy policy, Keyset<ClaimCode> page, String after, boolean mayManage);
    }

    private final ClaimPolicies policies;
    private final ClaimCodes codes;
    private final Acting acting;
    private final Shell shell;

    ClaimCodePages(ClaimPolicies policies, ClaimCodes codes, Acting acting, Shell shell) {
        this.policies = policies;
        this.codes = codes;
        this.acting = acting;
        this.shell = shell;
    }

    @GET
    @Path("{policy}/codes")
    @Needs(VIEW_SCOPES)
    public TemplateInstance codes(
            @PathParam("account") AccountSlug account,
            @PathParam("policy") ClaimPolicyId id,
            @QueryParam("after") String after) {
        return Templates.codes(
                account,
                policies.get(account, id),
                codes.page(account, id, after, ROWS),
                after,
                acting.may(account, MANAGE_SCOPES));
    }

    /** The only page that shows the codes: as labels to print. Reloading it shows the same ones. */
    @POST
    @Path("{policy}/codes")
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
    @Needs(MANAGE_SCOPES)
    public Response issue(
            @PathParam("account") AccountSlug account,
            @PathParam("policy") ClaimPolicyId id,
            @BeanParam ClaimCodeForm form) {
        try {
            List<Label> labels = codes.issue(account, id, form.wanted(), form.issuance()).stream()
                    .map(Label::of)
                    .toList();
            return Response.ok(Templates.labels(account, policies.get(account, id), labels))
                    .build();
        } catch (Problem problem) {
            Form refused = form.toForm().refusedWith(problem);
            return Response.status(problem.type().status())
                    .entity(Templates.issue(account, policies.get(account, id), refused))
                    .build();
        }
    }

    @POST
    @Path("{policy}/codes/withdrawals")
    @Needs(MANAGE_SCOPES)
    public Response withdraw(
            @PathParam("account") AccountSlug account,
            @PathParam("policy") ClaimPolicyId id,
            @FormParam("code") List<String> ticked,
            @FormParam("all") String all) {
        ClaimPolicyId own = policies.get(account, id).id();
        if (ticked.isEmpty() && all == null) {
            shell.say("warning", "Tick the codes first.");
        } else {
            withdraw(account, own, all == null ? ticked : null);
        }
        return FormReply.to(account.to("claim-policies/" + own + "/codes"));
    }

    /** From the list of devices: {@code scope}, and {@code ids} or what the list was narrowed to. */
    @POST
    @Path("selections")
    @Needs(MANAGE_SCOPES)
    public Response choose(@PathParam("account") AccountSlug account, MultivaluedMap<String, String> selected) {
        Form given = Form.of(selected);
        String idScope = given.value("scope");
        try {
            String ids = given.value("ids").isBlank() ? matching(account, idScope, given) : given.value("ids");
            return Response.ok(choose(account, idScope, ids, ClaimCodeForm.empty()))
                    .build();
        } catch (Problem problem) {
            return Response.status(problem.type().status())
                    .entity(choose(account, idScope, "", ClaimCodeForm.empty().refusedWith(problem)))
                    .build();
        }
    }

    private void withdraw(AccountSlug account, ClaimPolicyId id, List<String> ticked) {
        try {
            List<UUID> named = ticked == null
                    ? null
                    : ticked.stream()
                            .map(code -> ClaimId.fromString(code).value())
                            .toList();
            int withdrawn = codes.withdraw(account, id, named);
            shell.say(
                    "success",
                    "%s withdrawn: they open nothing any more.".formatted(Numbers.counted(withdrawn, "code")));
        } catch (Problem problem) {
            if (problem.type().status() == 404) {
                throw problem;
            }
            shell.say("warning", problem.getMessage());
        }
    }

    private String matching(AccountSlug account, String idScope, Form given) {
        return String.join("\n", codes.matching(account, idScope, DeviceConditions.of(given.first())));
    }

    private TemplateInstance choose(AccountSlug account, String idScope, String ids, Form form) {
        List<Choice> open = policies.all(account).stream()
                .filter(policy -> policy.idScope().equals(idScope) && !policy.isClosed())
                .map(policy -> Choice.of(policy.id().toString(), policy.name()))
                .toList();
        return Templates.choose(account, idScope, open, ids, form);
    }
}
