package io.slipway.hub;

import static io.slipway.account.Permission.MANAGE_HUBS;
import static io.slipway.account.Permission.VIEW_HUBS;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.hub.HubLinkAbandonments.Abandonment;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A scope that uses a hub, for people of the hub's company. */
@Authenticated
@Path("/a/{account}/hubs/{hub}/links/{link}")
@Produces(MediaType.TEXT_HTML)
public class HubUserPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance link(
                HubAddress address, HubLinkFacts link, HubLinkUse use, String denied, Form form);
    }

    private final HubLinkEndings endings;
    private final HubLinkAbandonments abandonments;
    private final HubRights rights;
    private final Shell shell;

    HubUserPages(HubLinkEndings endings, HubLinkAbandonments abandonments, HubRights rights, Shell shell) {
        this.endings = endings;
        this.abandonments = abandonments;
        this.rights = rights;
        this.shell = shell;
    }

    @GET
    @Needs(VIEW_HUBS)
    public TemplateInstance get(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            @PathParam("link") HubLinkId link) {
        return page(new HubLinkSide.OfHub(account, hub, link), Form.empty());
    }

    @POST
    @Path("deletion")
    @Needs(MANAGE_HUBS)
    public Response end(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            @PathParam("link") HubLinkId link) {
        HubLinkSide.OfHub side = new HubLinkSide.OfHub(account, hub, link);
        try {
            HubLinkFacts facts = endings.get(side);
            endings.end(side, null);
            shell.say("success", facts.scope() + " of " + facts.scopeCompany() + " does not use this hub any more.");
            return FormReply.to(account.to("hubs/" + hub));
        } catch (Problem problem) {
            return FormReply.refused(problem, () -> page(side, Form.empty().refusedWith(problem)));
        }
    }

    @POST
    @Path("ending")
    @Needs(MANAGE_HUBS)
    public Response endOnceEmpty(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            @PathParam("link") HubLinkId link) {
        HubLinkSide.OfHub side = new HubLinkSide.OfHub(account, hub, link);
        return done(
                side,
                "No new device comes from that scope. The link ends once the last one is gone.",
                () -> endings.endOnceEmpty(side));
    }

    @POST
    @Path("keeping")
    @Needs(MANAGE_HUBS)
    public Response keep(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            @PathParam("link") HubLinkId link) {
        HubLinkSide.OfHub side = new HubLinkSide.OfHub(account, hub, link);
        return done(side, "The link stays. The scope may allocate devices to the hub again.", () -> endings.keep(side));
    }

    @POST
    @Path("abandonment")
    @Needs(MANAGE_HUBS)
    public Response abandon(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            @PathParam("link") HubLinkId link,
            @FormParam("confirmation") String confirmation) {
        HubLinkSide.OfHub side = new HubLinkSide.OfHub(account, hub, link);
        return done(
                side,
                "The link ends without the hub. If it ever comes back, remove what is left there.",
                () -> abandonments.abandon(side, new Abandonment(confirmation)));
    }

    private Response done(HubLinkSide.OfHub side, String said, Runnable act) {
        try {
            act.run();
            shell.say("success", said);
            return FormReply.to(side.account().to("hubs/" + side.hub()));
        } catch (Problem problem) {
            return FormReply.refused(problem, () -> page(side, Form.empty().refusedWith(problem)));
        }
    }

    private TemplateInstance page(HubLinkSide.OfHub side, Form form) {
        HubAddress address = new HubAddress(side.account(), side.hub().value());
        return Templates.link(address, endings.get(side), endings.use(side), rights.denied(side.account()), form);
    }
}
