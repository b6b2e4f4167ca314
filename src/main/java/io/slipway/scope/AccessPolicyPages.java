package io.slipway.scope;

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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A scope's shared access policies for people. */
@Authenticated
@Path("/a/{account}/scopes/{idScope}/access-policies")
@Produces(MediaType.TEXT_HTML)
public class AccessPolicyPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(ScopePath path, List<AccessPolicy> policies, String denied);

        static native TemplateInstance create(ScopePath path, List<Choice> rights, Form form);

        static native TemplateInstance policy(
                ScopePath path,
                AccessPolicy policy,
                AccessPolicyKeys keys,
                List<Choice> rights,
                Form form,
                String denied);
    }

    private final Scopes scopes;
    private final AccessPolicies policies;
    private final Acting acting;
    private final Shell shell;

    AccessPolicyPages(Scopes scopes, AccessPolicies policies, Acting acting, Shell shell) {
        this.scopes = scopes;
        this.policies = policies;
        this.acting = acting;
        this.shell = shell;
    }

    @GET
    @Needs(VIEW_SCOPES)
    public TemplateInstance list(@PathParam("account") AccountSlug account, @PathParam("idScope") IdScope idScope) {
        return Templates.list(path(account, idScope), policies.all(account, idScope), denied(account));
    }

    @GET
    @Path("new")
    @Needs(MANAGE_SCOPES)
    public TemplateInstance create(@PathParam("account") AccountSlug account, @PathParam("idScope") IdScope idScope) {
        return Templates.create(path(account, idScope), rights(), Form.empty());
    }

    @POST
    @Needs(MANAGE_SCOPES)
    public Response create(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            MultivaluedMap<String, String> submitted) {
        Form form = Form.of(submitted);
        ScopePath path = path(account, idScope);
        try {
            policies.create(account, idScope, details(form.value("name"), form));
            shell.say("success", "The policy " + form.value("name") + " is there; both keys were generated.");
            return FormReply.to(path.to("access-policies"));
        } catch (Problem problem) {
            return FormReply.refused(problem, () -> Templates.create(path, rights(), form.refusedWith(problem)));
        }
    }

    @GET
    @Path("{name}")
    @Needs(VIEW_SCOPES)
    public TemplateInstance policy(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("name") String name) {
        AccessPolicy policy = policies.get(account, idScope, name);
        return page(account, idScope, policy, null, Form.empty().with("rights", policy.rights()));
    }

    @POST
    @Path("{name}/rights")
    @Needs(MANAGE_SCOPES)
    public Response change(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("name") String name,
            MultivaluedMap<String, String> submitted) {
        Form form = Form.of(submitted);
        try {
            policies.change(account, idScope, details(name, form));
            shell.say("success", "The rights of " + name + " are changed.");
            return FormReply.to(path(account, idScope).to("access-policies/" + name));
        } catch (Problem problem) {
            AccessPolicy policy = policies.get(account, idScope, name);
            return FormReply.refused(problem, () -> page(account, idScope, policy, null, form.refusedWith(problem)));
        }
    }

    @POST
    @Path("{name}/reveals")
    @Needs(MANAGE_SCOPES)
    public TemplateInstance reveal(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("name") String name) {
        AccessPolicyKeys keys = policies.reveal(account, idScope, name);
        AccessPolicy policy = policies.get(account, idScope, name);
        return page(account, idScope, policy, keys, Form.empty().with("rights", policy.rights()));
    }

    @POST
    @Path("{name}/rotations")
    @Needs(MANAGE_SCOPES)
    public TemplateInstance rotate(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("name") String name,
            MultivaluedMap<String, String> submitted) {
        KeySlot slot = KeySlot.fromString(Form.of(submitted).value("key"));
        AccessPolicyKeys keys = policies.rotate(account, idScope, name, slot);
        shell.say("success", "The " + slot.word() + " key is replaced; the other one still works.");
        AccessPolicy policy = policies.get(account, idScope, name);
        return page(account, idScope, policy, keys, Form.empty().with("rights", policy.rights()));
    }

    @POST
    @Path("{name}/deletion")
    @Needs(MANAGE_SCOPES)
    public Response delete(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("name") String name) {
        try {
            policies.delete(account, idScope, name);
            shell.say("success", "The policy " + name + " is deleted; its keys no longer work.");
            return FormReply.to(path(account, idScope).to("access-policies"));
        } catch (Problem problem) {
            AccessPolicy policy = policies.get(account, idScope, name);
            Form form = Form.empty().with("rights", policy.rights()).refusedWith(problem);
            return FormReply.refused(problem, () -> page(account, idScope, policy, null, form));
        }
    }

    private TemplateInstance page(
            AccountSlug account, IdScope idScope, AccessPolicy policy, AccessPolicyKeys keys, Form form) {
        return Templates.policy(path(account, idScope), policy, keys, rights(), form, denied(account));
    }

    private ScopePath path(AccountSlug account, IdScope idScope) {
        return new ScopePath(account, scopes.get(account, idScope));
    }

    private String denied(AccountSlug account) {
        return acting.denied(account, MANAGE_SCOPES).orElse(null);
    }

    private static AccessPolicyDetails details(String name, Form form) {
        Stream<AccessRight> rights = Arrays.stream(AccessRight.values()).filter(right -> form.checked("rights", right));
        return new AccessPolicyDetails(name, rights.toList());
    }

    private static List<Choice> rights() {
        return Arrays.stream(AccessRight.values())
                .map(right -> Choice.of(right, right.name()))
                .toList();
    }
}
