package io.slipway.reassignment;

import static io.slipway.account.Permission.REASSIGN;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.hub.HubLinkEndingApi.HubSide;
import io.slipway.hub.HubLinkEndingApi.ScopeSide;
import io.slipway.hub.HubLinkSide;
import io.slipway.web.Choice;
import io.slipway.web.Form;
import io.slipway.web.FormReply;
import io.slipway.web.Problem;
import io.slipway.web.Shell;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Ending a hub link with its devices moved elsewhere first: where to, what that would do, and doing it. */
@Authenticated
@Path("/a/{account}")
@Produces(MediaType.TEXT_HTML)
public class ClearingPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance clearing(
                AccountSlug account, String link, Clearings.Leaving leaving, List<Choice> targets, Form form);
    }

    private static final String OF_SCOPE = "scopes/{idScope}/hubs/{link}/clearing";
    private static final String OF_HUB = "hubs/{hub}/links/{link}/clearing";

    private final Clearings clearings;
    private final Shell shell;

    ClearingPages(Clearings clearings, Shell shell) {
        this.clearings = clearings;
        this.shell = shell;
    }

    @GET
    @Path(OF_SCOPE)
    @Needs(REASSIGN)
    public TemplateInstance preview(@BeanParam ScopeSide link, @Context UriInfo address) {
        return page(link.side(), Form.of(address.getQueryParameters()));
    }

    @POST
    @Path(OF_SCOPE)
    @Needs(REASSIGN)
    public Response start(@BeanParam ScopeSide link, MultivaluedMap<String, String> submitted) {
        return started(link.side(), Form.of(submitted));
    }

    @GET
    @Path(OF_HUB)
    @Needs(REASSIGN)
    public TemplateInstance preview(@BeanParam HubSide link, @Context UriInfo address) {
        return page(link.side(), Form.of(address.getQueryParameters()));
    }

    @POST
    @Path(OF_HUB)
    @Needs(REASSIGN)
    public Response start(@BeanParam HubSide link, MultivaluedMap<String, String> submitted) {
        return started(link.side(), Form.of(submitted));
    }

    private Response started(HubLinkSide side, Form form) {
        try {
            Overview overview = clearings.start(
                    side, new ClearingDetails(form.value("targetHub"), form.value("twins"), form.value("reason")));
            shell.say("success", "The devices are on their way. The link ends once none is left on the hub.");
            return FormReply.to(
                    side.account().to("reassignments/" + overview.reassignment().reassignmentId()));
        } catch (Problem problem) {
            return FormReply.refused(problem, () -> page(side, refused(form, problem)));
        }
    }

    /** Nothing chosen is lost, unless that is what is wrong. */
    static Form refused(Form form, Problem problem) {
        Form kept = problem.fields().containsKey("targetHub") ? form.with("targetHub", "") : form;
        return kept.refusedWith(problem);
    }

    private TemplateInstance page(HubLinkSide side, Form form) {
        Clearings.Leaving leaving = clearings.preview(side, form.value("targetHub"));
        return Templates.clearing(
                side.account(),
                link(side),
                leaving,
                leaving.targets().stream().map(PlanPages::choice).toList(),
                form.value("twins").isEmpty() ? form.with("twins", "migrate") : form);
    }

    private static String link(HubLinkSide side) {
        if (side instanceof HubLinkSide.OfScope ofScope) {
            return side.account().to("scopes/" + ofScope.idScope() + "/hubs/" + side.link());
        }
        return side.account().to("hubs/" + ((HubLinkSide.OfHub) side).hub() + "/links/" + side.link());
    }
}
