package io.slipway.supply;

import static io.slipway.account.Permission.MANAGE_GRANTS;
import static io.slipway.account.Permission.VIEW_ACCOUNT;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.scope.IdScope;
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

/** What connects an account with other companies: who may do what, since when. */
@Authenticated
@Path("/a/{account}/partners")
@Produces(MediaType.TEXT_HTML)
public class PartnerPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance partners(AccountSlug account, PartnerFacts facts);

        static native TemplateInstance grant(AccountSlug account, List<Choice> scopes, Form form);
    }

    private final Partners partners;
    private final SupplyGrants grants;
    private final Shell shell;

    PartnerPages(Partners partners, SupplyGrants grants, Shell shell) {
        this.partners = partners;
        this.grants = grants;
        this.shell = shell;
    }

    @GET
    @Needs(VIEW_ACCOUNT)
    public TemplateInstance partners(@PathParam("account") AccountSlug account) {
        return Templates.partners(account, partners.facts(account));
    }

    @GET
    @Path("new-supply-grant")
    @Needs(MANAGE_GRANTS)
    public TemplateInstance newGrant(@PathParam("account") AccountSlug account, @QueryParam("scope") String idScope) {
        return form(account, Form.empty().with("idScope", idScope));
    }

    @POST
    @Path("supply-grants")
    @Needs(MANAGE_GRANTS)
    public Response grant(
            @PathParam("account") AccountSlug account,
            @FormParam("idScope") String idScope,
            @FormParam("manufacturer") String manufacturer,
            @FormParam("note") String note) {
        try {
            if (idScope == null || idScope.isBlank()) {
                throw Problem.invalid("idScope", "Choose the scope to be supplied.");
            }
            Supply supply =
                    grants.grant(account, IdScope.fromString(idScope), new SupplyGrantDetails(manufacturer, note));
            shell.say("success", supply.manufacturerName() + " may supply " + supply.scopeName() + " from now on.");
            return FormReply.to(account.to("partners"));
        } catch (Problem problem) {
            Form form = Form.empty()
                    .with("idScope", idScope)
                    .with("manufacturer", manufacturer)
                    .with("note", note);
            return refused(account, problem, form);
        }
    }

    @POST
    @Path("{idScope}/supply-grants/{supplyGrant}/withdrawal")
    @Needs(MANAGE_GRANTS)
    public Response revoke(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("supplyGrant") SupplyGrantId id) {
        Supply supply = grants.revoke(account, idScope, id, null);
        shell.say(
                "success",
                supply.manufacturerName() + " may no longer supply " + supply.scopeName()
                        + ". What it brought stays, and works on.");
        return FormReply.to(account.to("partners"));
    }

    private Response refused(AccountSlug account, Problem problem, Form form) {
        return FormReply.refused(problem, () -> form(account, form.refusedWith(problem)));
    }

    private TemplateInstance form(AccountSlug account, Form form) {
        List<Choice> scopes = grants.grantable(account).stream()
                .map(scope -> Choice.of(scope.idScope(), scope.name() + " (" + scope.idScope() + ")"))
                .toList();
        return Templates.grant(account, scopes, form);
    }
}
