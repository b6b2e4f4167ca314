package io.slipway.sharing;

import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.hub.HubLinkFacts;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The hubs on offer to an operator, for its people. */
@Authenticated
@Path("/a/{account}/hub-offers")
@Produces(MediaType.TEXT_HTML)
public class OfferedHubPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(
                AccountSlug account,
                List<HubOfferFacts> offers,
                List<HubOfferFacts> missed,
                String scope,
                String denied,
                Form form);

        static native TemplateInstance offer(
                AccountSlug account, HubOfferFacts offer, List<Choice> scopes, String denied, Form form);
    }

    private final OfferedHubs offered;
    private final SharingRights rights;
    private final Shell shell;

    OfferedHubPages(OfferedHubs offered, SharingRights rights, Shell shell) {
        this.offered = offered;
        this.rights = rights;
        this.shell = shell;
    }

    /** @param scope the ID scope to propose where an offer is accepted, if any */
    @GET
    @Needs(VIEW_SCOPES)
    public TemplateInstance list(@PathParam("account") AccountSlug account, @QueryParam("scope") String scope) {
        return list(account, Form.empty().with("scope", scope));
    }

    @POST
    @Path("codes")
    @Needs(MANAGE_SCOPES)
    public Response takeUp(@PathParam("account") AccountSlug account, MultivaluedMap<String, String> submitted) {
        Form form = Form.of(submitted);
        try {
            HubOfferFacts offer = offered.takeUp(account, form.value("code"));
            String scope = form.value("scope").matches("0ne[0-9A-F]{8}") ? "?scope=" + form.value("scope") : "";
            return FormReply.to(account.to("hub-offers/" + offer.id() + scope));
        } catch (Problem problem) {
            return FormReply.refusedIfPermitted(problem, () -> list(account, form.refusedWith(problem)));
        }
    }

    @GET
    @Path("{offer}")
    @Needs(VIEW_SCOPES)
    public TemplateInstance offer(
            @PathParam("account") AccountSlug account,
            @PathParam("offer") HubOfferId id,
            @QueryParam("scope") String scope) {
        return page(account, id, accepting(scope));
    }

    @POST
    @Path("{offer}/acceptances")
    @Needs(MANAGE_SCOPES)
    public Response accept(
            @PathParam("account") AccountSlug account,
            @PathParam("offer") HubOfferId id,
            MultivaluedMap<String, String> submitted) {
        Form form = Form.of(submitted);
        try {
            HubLinkFacts link = offered.accept(account, id, acceptance(form));
            shell.say(
                    "success",
                    "The hub %s of %s is linked. Devices may be allocated to it from now on."
                            .formatted(link.hub(), link.hubCompany()));
            return FormReply.to(account.to("scopes/" + link.idScope() + "/hubs"));
        } catch (Problem problem) {
            return FormReply.refusedIfPermitted(problem, () -> page(account, id, form.refusedWith(problem)));
        }
    }

    @POST
    @Path("{offer}/declines")
    @Needs(MANAGE_SCOPES)
    public Response decline(@PathParam("account") AccountSlug account, @PathParam("offer") HubOfferId id) {
        try {
            HubOfferFacts offer = offered.decline(account, id);
            shell.say("success", "The offer of " + offer.company() + " is declined.");
            return FormReply.to(account.to("hub-offers"));
        } catch (Problem problem) {
            return FormReply.refusedIfPermitted(
                    problem, () -> page(account, id, accepting(null).refusedWith(problem)));
        }
    }

    private TemplateInstance list(AccountSlug account, Form form) {
        return Templates.list(
                account,
                offered.open(account),
                offered.missed(account),
                form.value("scope"),
                rights.deniedToAnswer(account),
                form);
    }

    private TemplateInstance page(AccountSlug account, HubOfferId id, Form form) {
        List<Choice> scopes = offered.scopes(account).stream()
                .map(scope -> Choice.of(scope.idScope(), scope.name() + " (" + scope.idScope() + ")"))
                .toList();
        return Templates.offer(account, offered.get(account, id), scopes, rights.deniedToAnswer(account), form);
    }

    private static Form accepting(String scope) {
        return Form.empty().with("idScope", scope).with("weight", 1).with("applyAllocationPolicy", true);
    }

    private static HubOfferAcceptance acceptance(Form form) {
        String weight = form.value("weight").strip();
        // What is no number is out of range, and the use case says so.
        return new HubOfferAcceptance(
                form.value("idScope"),
                weight.matches("[0-9]{1,6}") ? Integer.valueOf(weight) : Integer.valueOf(0),
                form.checked("applyAllocationPolicy", true));
    }
}
