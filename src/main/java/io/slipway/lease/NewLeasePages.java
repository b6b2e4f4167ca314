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
import io.slipway.web.FormReply;
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
import java.util.List;
import java.util.Map;

/** Proposing a lease: the terms and devices, then what would become of it, then the offer. */
@Authenticated
@Path("/a/{account}/new-lease")
@Produces(MediaType.TEXT_HTML)
public class NewLeasePages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance create(NewLease lease, Form form);

        static native TemplateInstance choose(
                AccountSlug account, List<LeaseFacts> leases, Map<String, String> conditions, Form form);

        static native TemplateInstance preview(
                AccountSlug account,
                Proposal proposal,
                LeaseFacts upper,
                List<String> granted,
                Availability availability,
                boolean lacksWayBack,
                Form form);
    }

    private final Proposals proposals;
    private final Leases leases;
    private final Shell shell;

    NewLeasePages(Proposals proposals, Leases leases, Shell shell) {
        this.proposals = proposals;
        this.leases = leases;
        this.shell = shell;
    }

    @GET
    @Needs(MANAGE_LEASES)
    public TemplateInstance create(
            @PathParam("account") AccountSlug account,
            @QueryParam("scope") String idScope,
            @QueryParam("upper") String upperLease) {
        return begin(account, Form.empty().with("idScope", idScope).with("which", "list"), upperLease);
    }

    /** From the list of devices: {@code scope}, {@code ids} or what the list was narrowed to, and {@code upper} once chosen. */
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
        Form form = Form.empty()
                .with("idScope", given.value("scope"))
                .with("which", given.value("ids").isBlank() ? all : "list")
                .with("devices", given.value("ids"))
                .with("filter", filter);
        return begin(account, form, given.value("upper"));
    }

    /** Devices of a scope of one's own are leased; those of another's are leased on, by the one lease that allows it. */
    private TemplateInstance begin(AccountSlug account, Form form, String upperLease) {
        String idScope = form.value("idScope");
        if (upperLease != null && !upperLease.isBlank()) {
            return beginBelow(
                    account,
                    form,
                    leases.whole(account, LeaseId.fromString(upperLease)).lease());
        }
        boolean own = scopes(account).stream()
                .anyMatch(scope -> idScope.isEmpty() || scope.value().equals(idScope));
        List<LeaseFacts> uppers = own ? List.of() : leases.leasingOn(account, idScope);
        if (uppers.size() == 1) {
            return beginBelow(account, form, uppers.get(0));
        }
        Map<String, String> conditions =
                NewLeaseForm.matching(form.values("filter")).written();
        return uppers.isEmpty() ? page(account, usual(form)) : Templates.choose(account, uppers, conditions, form);
    }

    private TemplateInstance beginBelow(AccountSlug account, Form form, LeaseFacts upper) {
        Lease.require(upper.received() && upper.leasesOn(), "This lease does not let you lease its devices on.");
        String lastDay = upper.endsAt() == null ? null : NewLeaseForm.written(upper.endsAt());
        return page(account, usual(form).with("upperLease", upper.id()).with("endsAt", lastDay));
    }

    private static Form usual(Form form) {
        return form.with("noticeDays", 30).with("endAction", "return");
    }

    private TemplateInstance page(AccountSlug account, Form form) {
        return Templates.create(
                new NewLease(
                        account,
                        scopes(account),
                        proposals.hubs(account),
                        NewLeaseForm.matching(form.values("filter")).words(),
                        upper(account, form.value("upperLease"))),
                form);
    }

    private LeaseFacts upper(AccountSlug account, String id) {
        return id == null || id.isBlank()
                ? null
                : leases.whole(account, LeaseId.fromString(id)).lease();
    }

    @POST
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
    @Needs(MANAGE_LEASES)
    public Response preview(@PathParam("account") AccountSlug account, @BeanParam NewLeaseForm form) {
        try {
            Proposal proposal = form.toProposal();
            proposals.check(account, proposal);
            Availability availability = proposals.preview(account, proposal);
            boolean lacksWayBack = proposals.lacksWayBack(account, proposal);
            return Response.ok(Templates.preview(
                            account,
                            proposal,
                            upper(account, proposal.upperLease()),
                            granted(proposal),
                            availability,
                            lacksWayBack,
                            form.carriedOn()))
                    .build();
        } catch (Problem problem) {
            return refused(account, form, problem);
        }
    }

    /** Back from the preview, with everything as it was given. */
    @POST
    @Path("changes")
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
    @Needs(MANAGE_LEASES)
    public TemplateInstance change(@PathParam("account") AccountSlug account, @BeanParam NewLeaseForm form) {
        return page(account, form.toForm());
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
        int offered = lease.devices().getOrDefault("proposed", 0);
        shell.say(
                "success",
                "%s %s on offer to %s."
                        .formatted(
                                Numbers.counted(offered, "device"),
                                offered == 1 ? "is" : "are",
                                lease.lessee().name()));
        return FormReply.to(account.to("leases/" + lease.id()));
    }

    private Response waiting(AccountSlug account) {
        shell.say("info", "Nothing is on offer yet: another person of your company has to approve it.");
        return FormReply.to(account.to("leases"));
    }

    private Response refused(AccountSlug account, NewLeaseForm form, Problem problem) {
        return FormReply.refusedIfPermitted(
                problem, () -> page(account, form.toForm().refusedWith(problem)));
    }

    private List<Choice> scopes(AccountSlug account) {
        return proposals.scopes(account).stream()
                .map(scope -> Choice.of(scope.idScope(), scope.name() + " (" + scope.idScope() + ")"))
                .toList();
    }
}
