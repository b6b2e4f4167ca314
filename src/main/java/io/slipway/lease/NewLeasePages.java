package io.slipway.lease;

import static io.slipway.account.Permission.MANAGE_LEASES;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.registration.DeviceConditions;
import io.slipway.web.Choice;
import io.slipway.web.Form;
import io.slipway.web.Numbers;
import io.slipway.web.Problem;
import io.slipway.web.Shell;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/** Proposing a lease: the terms and devices, then what would become of it, then the offer. */
@Authenticated
@Path("/a/{account}/new-lease")
@Produces(MediaType.TEXT_HTML)
public class NewLeasePages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance create(
                AccountSlug account, List<Choice> scopes, List<Choice> hubs, List<String> matching, Form form);

        static native TemplateInstance preview(
                AccountSlug account,
                Proposal proposal,
                List<String> granted,
                Availability availability,
                boolean lacksWayBack,
                Form form);
    }

    private final Proposals proposals;
    private final Shell shell;
    private final Clock clock;

    NewLeasePages(Proposals proposals, Shell shell, Clock clock) {
        this.proposals = proposals;
        this.shell = shell;
        this.clock = clock;
    }

    @GET
    @Needs(MANAGE_LEASES)
    public TemplateInstance create(
            @PathParam("account") AccountSlug account,
            @QueryParam("scope") String idScope,
            @QueryParam("upper") String upperLease) {
        Form form = Form.empty()
                .with("idScope", idScope)
                .with("upperLease", upperLease)
                .with("which", "list");
        return create(account, form);
    }

    /** From the list of devices: {@code scope}, and {@code ids} or what the list was narrowed to. */
    @POST
    @Path("selections")
    @Needs(MANAGE_LEASES)
    public TemplateInstance createSelected(
            @PathParam("account") AccountSlug account, MultivaluedMap<String, String> selected) {
        Form given = Form.of(selected);
        List<String> filter = DeviceConditions.of(given.first()).written().entrySet().stream()
                .map(condition -> condition.getKey() + "=" + condition.getValue())
                .toList();
        String all = filter.isEmpty() ? "all" : "match";
        return create(
                account,
                Form.empty()
                        .with("idScope", given.value("scope"))
                        .with("which", given.value("ids").isBlank() ? all : "list")
                        .with("devices", given.value("ids"))
                        .with("filter", filter));
    }

    private TemplateInstance create(AccountSlug account, Form form) {
        return page(account, form.with("noticeDays", 30).with("endAction", "return"));
    }

    private TemplateInstance page(AccountSlug account, Form form) {
        return Templates.create(
                account,
                scopes(account),
                proposals.hubs(account),
                NewLeaseForm.matching(form.values("filter")).words(),
                form);
    }

    @POST
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
    @Needs(MANAGE_LEASES)
    public Response preview(@PathParam("account") AccountSlug account, @BeanParam NewLeaseForm form) {
        try {
            Proposal proposal = form.toProposal();
            proposal.check(clock.instant());
            Availability availability = proposals.preview(account, proposal);
            boolean lacksWayBack = proposals.lacksWayBack(account, proposal);
            return Response.ok(Templates.preview(
                            account, proposal, granted(proposal), availability, lacksWayBack, form.toForm()))
                    .build();
        } catch (Problem problem) {
            return refused(account, form, problem);
        }
    }

    @POST
    @Path("proposals")
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
    @Needs(MANAGE_LEASES)
    public Response propose(@PathParam("account") AccountSlug account, @BeanParam NewLeaseForm form) {
        try {
            Outcome outcome = proposals.propose(account, form.toProposal());
            return outcome.isDone() ? proposed(account, outcome.lease()) : waiting(account);
        } catch (Problem problem) {
            return refused(account, form, problem);
        }
    }

    private static List<String> granted(Proposal proposal) {
        return Rights.words(proposal.terms().rights());
    }

    private Response proposed(AccountSlug account, LeaseView lease) {
        shell.say(
                "success",
                "%s are on offer to %s."
                        .formatted(
                                Numbers.counted(lease.devices().getOrDefault("proposed", 0), "device"),
                                lease.lessee().name()));
        return Response.seeOther(URI.create(account.to("leases/" + lease.id()))).build();
    }

    private Response waiting(AccountSlug account) {
        shell.say("info", "Nothing is on offer yet: another person of your company has to approve it.");
        return Response.seeOther(URI.create(account.to("leases"))).build();
    }

    private Response refused(AccountSlug account, NewLeaseForm form, Problem problem) {
        if (problem.type().status() == 404 || problem.type().status() == 403) {
            throw problem;
        }
        return Response.status(problem.type().status())
                .entity(page(account, form.toForm().refusedWith(problem)))
                .build();
    }

    private List<Choice> scopes(AccountSlug account) {
        return proposals.scopes(account).stream()
                .map(scope -> Choice.of(scope.idScope(), scope.name() + " (" + scope.idScope() + ")"))
                .toList();
    }
}
