package io.slipway.sharing;

import static io.slipway.account.Permission.MANAGE_HUBS;
import static io.slipway.account.Permission.VIEW_HUBS;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.hub.HubName;
import io.slipway.hub.Hubs;
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

/** To whom a hub is offered and lent, for people of its company. */
@Authenticated
@Path("/a/{account}/hubs/{hub}/sharing")
@Produces(MediaType.TEXT_HTML)
public class HubSharingPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance sharing(
                SharedAddress address,
                List<HubOfferFacts> offers,
                List<HubLoanFacts> loans,
                boolean canList,
                String denied,
                Form form);

        static native TemplateInstance offer(SharedAddress address, Form form);

        static native TemplateInstance code(SharedAddress address, String code, HubOfferFacts offer);

        static native TemplateInstance loan(SharedAddress address, Form form);
    }

    /** The pages of what one hub is shared by. */
    record SharedAddress(AccountSlug account, HubName name) {
        public String hub() {
            return account.to("hubs/" + name);
        }

        public String page() {
            return hub() + "/sharing";
        }

        public String to(String page) {
            return page() + "/" + page;
        }

        public String api(String page) {
            return account.apiTo("hubs/" + name + "/" + page);
        }
    }

    private final HubOffers offers;
    private final HubLoans loans;
    private final HubLoanEndings endings;
    private final Hubs hubs;
    private final SharingRights rights;
    private final Shell shell;

    HubSharingPages(
            HubOffers offers, HubLoans loans, HubLoanEndings endings, Hubs hubs, SharingRights rights, Shell shell) {
        this.offers = offers;
        this.loans = loans;
        this.endings = endings;
        this.hubs = hubs;
        this.rights = rights;
        this.shell = shell;
    }

    @GET
    @Needs(VIEW_HUBS)
    public TemplateInstance sharing(@PathParam("account") AccountSlug account, @PathParam("hub") HubName hub) {
        return page(account, hub, Form.empty());
    }

    @GET
    @Path("new-offer")
    @Needs(MANAGE_HUBS)
    public TemplateInstance newOffer(@PathParam("account") AccountSlug account, @PathParam("hub") HubName hub) {
        offers.ofHub(account, hub);
        return Templates.offer(
                new SharedAddress(account, hub),
                Form.empty().with("how", "name").with("days", 14));
    }

    @POST
    @Path("offers")
    @Needs(MANAGE_HUBS)
    public Response offer(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            MultivaluedMap<String, String> submitted) {
        Form form = Form.of(submitted);
        try {
            return form.checked("how", "code") ? byCode(account, hub, form) : byName(account, hub, form);
        } catch (Problem problem) {
            return FormReply.refusedIfPermitted(
                    problem, () -> Templates.offer(new SharedAddress(account, hub), form.refusedWith(problem)));
        }
    }

    @POST
    @Path("offers/{offer}/withdrawal")
    @Needs(MANAGE_HUBS)
    public Response withdraw(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            @PathParam("offer") HubOfferId offer) {
        return done(account, hub, "The offer is withdrawn.", () -> offers.withdraw(account, hub, offer, null));
    }

    @GET
    @Path("new-loan")
    @Needs(MANAGE_HUBS)
    public TemplateInstance newLoan(@PathParam("account") AccountSlug account, @PathParam("hub") HubName hub) {
        loans.ofHub(account, hub);
        return Templates.loan(new SharedAddress(account, hub), Form.empty());
    }

    @POST
    @Path("loans")
    @Needs(MANAGE_HUBS)
    public Response lend(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName hub,
            MultivaluedMap<String, String> submitted) {
        Form form = Form.of(submitted);
        SharedAddress address = new SharedAddress(account, hub);
        try {
            HubLoanFacts loan = loans.lend(account, hub, new HubLoanDetails(form.value("tenant"), form.value("note")));
            shell.say("success", loan.tenantCompany() + " may have the devices it leases on this hub from now on.");
            return FormReply.to(address.page());
        } catch (Problem problem) {
            return FormReply.refusedIfPermitted(problem, () -> Templates.loan(address, form.refusedWith(problem)));
        }
    }

    @POST
    @Path("loans/{loan}/ending")
    @Needs(MANAGE_HUBS)
    public Response endOnceEmpty(
            @PathParam("account") AccountSlug account, @PathParam("hub") HubName hub, @PathParam("loan") HubLoanId id) {
        return done(
                account,
                hub,
                "None of its devices comes any more. The loan ends once the tenant has moved the last one.",
                () -> endings.endOnceEmpty(new HubLoanSide.Given(account, hub, id)));
    }

    @POST
    @Path("loans/{loan}/keeping")
    @Needs(MANAGE_HUBS)
    public Response keep(
            @PathParam("account") AccountSlug account, @PathParam("hub") HubName hub, @PathParam("loan") HubLoanId id) {
        return done(account, hub, "The hub stays lent.", () -> endings.keep(new HubLoanSide.Given(account, hub, id)));
    }

    @POST
    @Path("loans/{loan}/deletion")
    @Needs(MANAGE_HUBS)
    public Response end(
            @PathParam("account") AccountSlug account, @PathParam("hub") HubName hub, @PathParam("loan") HubLoanId id) {
        try {
            HubLoanFacts loan = endings.end(new HubLoanSide.Given(account, hub, id), null);
            shell.say("success", "The hub is not lent to " + loan.tenantCompany() + " any more.");
            return FormReply.to(new SharedAddress(account, hub).page());
        } catch (Problem problem) {
            return refused(account, hub, problem);
        }
    }

    private Response done(AccountSlug account, HubName hub, String said, Runnable act) {
        try {
            act.run();
            shell.say("success", said);
            return FormReply.to(new SharedAddress(account, hub).page());
        } catch (Problem problem) {
            return refused(account, hub, problem);
        }
    }

    private Response refused(AccountSlug account, HubName hub, Problem problem) {
        return FormReply.refusedIfPermitted(
                problem, () -> page(account, hub, Form.empty().refusedWith(problem)));
    }

    private Response byName(AccountSlug account, HubName hub, Form form) {
        HubOfferFacts offer =
                offers.offer(account, hub, new HubOfferDetails(form.value("operator"), form.value("note"), days(form)));
        shell.say("success", "The hub is offered to " + offer.operatorCompany() + ". It sees the offer on its pages.");
        return FormReply.to(new SharedAddress(account, hub).page());
    }

    /** Not redirected: the code is in this answer and nowhere else. */
    private Response byCode(AccountSlug account, HubName hub, Form form) {
        HubOffers.Coded coded =
                offers.offerByCode(account, hub, new HubOfferDetails(null, form.value("note"), days(form)));
        return Response.ok(Templates.code(
                        new SharedAddress(account, hub), coded.code().value(), coded.offer()))
                .header("Cache-Control", "no-store")
                .build();
    }

    private TemplateInstance page(AccountSlug account, HubName hub, Form form) {
        return Templates.sharing(
                new SharedAddress(account, hub),
                offers.ofHub(account, hub),
                loans.ofHub(account, hub),
                hubs.canList(account, hub),
                rights.deniedToShare(account),
                form);
    }

    private static Integer days(Form form) {
        String text = form.value("days").strip();
        // What is no number is out of range, and the use case says so.
        return text.matches("[0-9]{1,4}") ? Integer.valueOf(text) : Integer.valueOf(0);
    }
}
