package io.slipway.hub;

import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.hub.HubLinkAbandonments.Abandonment;
import io.slipway.scope.IdScope;
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
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

/** The hubs that a scope may allocate devices to, for people. */
@Authenticated
@Path("/a/{account}/scopes/{idScope}/hubs")
@Produces(MediaType.TEXT_HTML)
public class HubLinkPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(LinkAddress address, ScopeHubs hubs, String denied, Form form);

        static native TemplateInstance link(
                LinkAddress address, HubLinkFacts link, HubLinkUse use, String denied, Form form);
    }

    /** The pages of a scope's hub links. */
    record LinkAddress(AccountSlug account, IdScope idScope) {
        /** The page of the scope. */
        public String page() {
            return account.to("scopes/" + idScope);
        }

        public String to(String page) {
            return page() + "/" + page;
        }

        public String list() {
            return to("hubs");
        }

        public String page(HubLinkFacts link) {
            return list() + "/" + link.id();
        }

        public String api() {
            return "/api/v1" + list();
        }

        public String api(HubLinkFacts link) {
            return "/api/v1" + page(link);
        }

        /** The page of the hub; null for another company's. */
        public String hub(HubLinkFacts link) {
            return link.hubAccount().equals(account.value()) ? account.to("hubs/" + link.hub()) : null;
        }
    }

    private final HubLinks links;
    private final HubLinkEndings endings;
    private final HubLinkAbandonments abandonments;
    private final HubRights rights;
    private final Shell shell;

    HubLinkPages(
            HubLinks links, HubLinkEndings endings, HubLinkAbandonments abandonments, HubRights rights, Shell shell) {
        this.links = links;
        this.endings = endings;
        this.abandonments = abandonments;
        this.rights = rights;
        this.shell = shell;
    }

    @GET
    @Needs(VIEW_SCOPES)
    public TemplateInstance list(@PathParam("account") AccountSlug account, @PathParam("idScope") IdScope idScope) {
        return page(account, idScope, Form.empty().with("weight", 1).with("applyAllocationPolicy", true));
    }

    @POST
    @Needs(MANAGE_SCOPES)
    public Response link(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            MultivaluedMap<String, String> submitted) {
        Form form = Form.of(submitted);
        try {
            HubLinkFacts link = links.link(account, idScope, chosen(form), details(form));
            shell.say("success", "The hub " + link.hub() + " is linked. Devices may be allocated to it from now on.");
            return FormReply.to(new LinkAddress(account, idScope).list());
        } catch (Problem problem) {
            return FormReply.refused(problem, () -> page(account, idScope, form.refusedWith(problem)));
        }
    }

    @GET
    @Path("{link}")
    @Needs(VIEW_SCOPES)
    public TemplateInstance get(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("link") HubLinkId id) {
        HubLinkFacts link = links.get(account, idScope, id);
        return page(account, idScope, link, filled(link));
    }

    @POST
    @Path("{link}")
    @Needs(MANAGE_SCOPES)
    public Response change(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("link") HubLinkId id,
            MultivaluedMap<String, String> submitted) {
        Form form = Form.of(submitted);
        try {
            HubLinkFacts link = links.change(
                    account, idScope, id, details(form), form.version().orElse(null));
            shell.say("success", "The link to " + link.hub() + " is changed. Registrations from now on follow it.");
            return FormReply.to(new LinkAddress(account, idScope).list());
        } catch (Problem problem) {
            HubLinkFacts link = links.get(account, idScope, id);
            return FormReply.refused(problem, () -> page(account, idScope, link, form.refusedWith(problem)));
        }
    }

    @POST
    @Path("{link}/deletion")
    @Needs(MANAGE_SCOPES)
    public Response unlink(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("link") HubLinkId id) {
        HubLinkFacts link = links.get(account, idScope, id);
        try {
            endings.end(new HubLinkSide.OfScope(account, idScope, id), null);
            shell.say("success", "The hub " + link.hub() + " is not linked any more.");
            return FormReply.to(new LinkAddress(account, idScope).list());
        } catch (Problem problem) {
            return FormReply.refused(
                    problem, () -> page(account, idScope, link, filled(link).refusedWith(problem)));
        }
    }

    @POST
    @Path("{link}/ending")
    @Needs(MANAGE_SCOPES)
    public Response endOnceEmpty(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("link") HubLinkId id) {
        return done(
                account,
                idScope,
                id,
                "No new device comes to this hub. The link ends once the last one is gone.",
                () -> endings.endOnceEmpty(new HubLinkSide.OfScope(account, idScope, id)));
    }

    @POST
    @Path("{link}/keeping")
    @Needs(MANAGE_SCOPES)
    public Response keep(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("link") HubLinkId id) {
        return done(
                account,
                idScope,
                id,
                "The link stays. Devices may be allocated to the hub again.",
                () -> endings.keep(new HubLinkSide.OfScope(account, idScope, id)));
    }

    @POST
    @Path("{link}/abandonment")
    @Needs(MANAGE_SCOPES)
    public Response abandon(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") IdScope idScope,
            @PathParam("link") HubLinkId id,
            @FormParam("confirmation") String confirmation) {
        return done(
                account,
                idScope,
                id,
                "The link ends without the hub. What is left there is for whoever runs it to remove.",
                () -> abandonments.abandon(
                        new HubLinkSide.OfScope(account, idScope, id), new Abandonment(confirmation)));
    }

    private Response done(AccountSlug account, IdScope idScope, HubLinkId id, String said, Runnable act) {
        HubLinkFacts link = links.get(account, idScope, id);
        try {
            act.run();
            shell.say("success", said);
            return FormReply.to(new LinkAddress(account, idScope).list());
        } catch (Problem problem) {
            return FormReply.refused(
                    problem, () -> page(account, idScope, link, filled(link).refusedWith(problem)));
        }
    }

    private TemplateInstance page(AccountSlug account, IdScope idScope, Form form) {
        LinkAddress address = new LinkAddress(account, idScope);
        return Templates.list(address, links.page(account, idScope), rights.deniedToLink(account), form);
    }

    private TemplateInstance page(AccountSlug account, IdScope idScope, HubLinkFacts link, Form form) {
        HubLinkUse use = endings.use(new HubLinkSide.OfScope(account, idScope, link.id()));
        LinkAddress address = new LinkAddress(account, idScope);
        return Templates.link(address, link, use, rights.deniedToLink(account), form);
    }

    private static Form filled(HubLinkFacts link) {
        return Form.empty()
                .with("weight", link.weight())
                .with("applyAllocationPolicy", link.applyAllocationPolicy())
                .with("version", link.version());
    }

    private static String chosen(Form form) {
        if (form.value("hostName").isEmpty()) {
            throw Problem.invalid("hostName", "Choose the hub to link.");
        }
        return form.value("hostName");
    }

    private static HubLinkDetails details(Form form) {
        String weight = form.value("weight").strip();
        // What is no number is out of range, and the use case says so.
        return new HubLinkDetails(
                weight.matches("[0-9]{1,6}") ? Integer.valueOf(weight) : Integer.valueOf(0),
                form.checked("applyAllocationPolicy", true));
    }
}
