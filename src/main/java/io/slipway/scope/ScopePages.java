package io.slipway.scope;

import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.account.Needs;
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
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** An operator's scopes for people. */
@Authenticated
@Path("/a/{account}/scopes")
@Produces(MediaType.TEXT_HTML)
public class ScopePages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(AccountSlug account, List<Scope> scopes, String denied);

        static native TemplateInstance create(AccountSlug account, Form form);

        static native TemplateInstance scope(ScopeOverview page, Form form);

        static native TemplateInstance edit(ScopePath path, Form form);
    }

    private final Scopes scopes;
    private final Acting acting;
    private final Shell shell;
    private final String deviceHost;
    private final String domain;
    private final int httpsPort;

    ScopePages(
            Scopes scopes,
            Acting acting,
            Shell shell,
            @ConfigProperty(name = "slipway.device.public-host") String deviceHost,
            @ConfigProperty(name = "slipway.domain") String domain,
            @ConfigProperty(name = "slipway.device.https-port") int httpsPort) {
        this.scopes = scopes;
        this.acting = acting;
        this.shell = shell;
        this.deviceHost = deviceHost;
        this.domain = domain;
        this.httpsPort = httpsPort;
    }

    @GET
    @Needs(VIEW_SCOPES)
    public TemplateInstance list(@PathParam("account") AccountSlug account) {
        return Templates.list(account, scopes.all(account), denied(account));
    }

    @GET
    @Path("new")
    @Needs(MANAGE_SCOPES)
    public TemplateInstance create(@PathParam("account") AccountSlug account) {
        return Templates.create(account, Form.empty().with("allocationPolicy", "hashed"));
    }

    @POST
    @Needs(MANAGE_SCOPES)
    public Response create(@PathParam("account") AccountSlug account, MultivaluedMap<String, String> submitted) {
        Form form = Form.of(submitted);
        try {
            Scope scope = scopes.create(account, details(form));
            shell.say("success", "The scope " + scope.name() + " is there. Link a hub to it, then enroll devices.");
            return FormReply.to(new ScopePath(account, scope).page());
        } catch (Problem problem) {
            return FormReply.refused(problem, () -> Templates.create(account, form.refusedWith(problem)));
        }
    }

    @GET
    @Path("{idScope}")
    @Needs(VIEW_SCOPES)
    public TemplateInstance scope(@PathParam("account") AccountSlug account, @PathParam("idScope") IdScope idScope) {
        return Templates.scope(overview(account, idScope), Form.empty());
    }

    @GET
    @Path("{idScope}/edit")
    @Needs(MANAGE_SCOPES)
    public TemplateInstance edit(@PathParam("account") AccountSlug account, @PathParam("idScope") IdScope idScope) {
        Scope scope = scopes.get(account, idScope);
        Form form = Form.empty()
                .with("name", scope.name())
                .with("allocationPolicy", scope.allocationPolicy())
                .with("version", scope.version());
        return Templates.edit(new ScopePath(account, scope), form);
    }

    @POST
    @Path("{idScope}/edit")
    @Needs(MANAGE_SCOPES)
    public Response change(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            MultivaluedMap<String, String> submitted) {
        Form form = Form.of(submitted);
        ScopePath path = new ScopePath(account, scopes.get(account, idScope));
        try {
            scopes.change(account, idScope, details(form), form.version().orElse(null));
            shell.say("success", "The scope is changed. Registrations from now on follow it.");
            return FormReply.to(path.page());
        } catch (Problem problem) {
            return FormReply.refused(problem, () -> Templates.edit(path, form.refusedWith(problem)));
        }
    }

    @POST
    @Path("{idScope}/deletion")
    @Needs(MANAGE_SCOPES)
    public Response delete(@PathParam("account") AccountSlug account, @PathParam("idScope") IdScope idScope) {
        try {
            scopes.delete(account, idScope, null);
            shell.say("success", "The scope " + idScope + " is deleted.");
            return FormReply.to(account.to("scopes"));
        } catch (Problem problem) {
            return FormReply.refused(
                    problem,
                    () -> Templates.scope(
                            overview(account, idScope), Form.empty().refusedWith(problem)));
        }
    }

    private ScopeOverview overview(AccountSlug account, IdScope idScope) {
        Scope scope = scopes.get(account, idScope);
        return new ScopeOverview(
                account,
                scope,
                deviceHost,
                scope.serviceHost(domain),
                httpsPort,
                scopes.history(account, idScope),
                denied(account));
    }

    private String denied(AccountSlug account) {
        return acting.denied(account, MANAGE_SCOPES).orElse(null);
    }

    private static ScopeDetails details(Form form) {
        return new ScopeDetails(form.value("name"), form.value("allocationPolicy"));
    }
}
