package io.slipway.lease;

import static io.slipway.account.Permission.MANAGE_DEVICES;
import static io.slipway.account.Permission.MANAGE_LEASES;
import static io.slipway.account.Permission.REASSIGN;
import static io.slipway.account.Permission.TERMINATE_LEASES;
import static io.slipway.account.Permission.VIEW_LEASES;
import static io.slipway.account.Permission.VIEW_SCOPES;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.account.Capability;
import io.slipway.account.Needs;
import io.slipway.account.Permission;
import io.slipway.db.Keyset;
import io.slipway.web.Form;
import io.slipway.web.SentForm;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;

/** All leases of an account, given and received, and each of them. */
@Authenticated
@Path("/a/{account}/leases")
@Produces(MediaType.TEXT_HTML)
public class LeasePages {
    private static final int ROWS = 50;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(LeaseTable table);

        static native TemplateInstance lease(LeasePage page, SentForm sent);

        static native TemplateInstance devices(
                AccountSlug account,
                LeaseFacts lease,
                String state,
                Keyset<LeaseDevice> devices,
                String after,
                boolean selectable);

        static native TemplateInstance selection(LeasePage page, TickedDevices ticked, Form form);
    }

    private final Leases leases;
    private final LeaseApprovals approvals;
    private final Acting acting;
    private final Clock clock;

    LeasePages(Leases leases, LeaseApprovals approvals, Acting acting, Clock clock) {
        this.leases = leases;
        this.approvals = approvals;
        this.acting = acting;
        this.clock = clock;
    }

    @GET
    @Needs(VIEW_LEASES)
    public TemplateInstance list(
            @PathParam("account") AccountSlug account,
            @QueryParam("side") String side,
            @QueryParam("state") String state,
            @QueryParam("after") String after) {
        LeaseFilter filter = new LeaseFilter(side, state, after, ROWS);
        return Templates.list(new LeaseTable(
                account,
                filter,
                leases.page(account, filter),
                leases.offers(account),
                approvals.newest(account),
                leases.counts(account),
                acting.denied(account, MANAGE_LEASES).orElse(null),
                acting.may(account, VIEW_SCOPES),
                acting.require(account, VIEW_LEASES).capabilities().contains(Capability.TENANT),
                leases.requests(account),
                !leases.leasingOn(account).isEmpty(),
                clock.instant()));
    }

    @GET
    @Path("{lease}")
    @Needs(VIEW_LEASES)
    public TemplateInstance lease(@PathParam("account") AccountSlug account, @PathParam("lease") LeaseId id) {
        return lease(account, id, SentForm.none());
    }

    @GET
    @Path("{lease}/devices")
    @Needs(VIEW_LEASES)
    public TemplateInstance devices(
            @PathParam("account") AccountSlug account,
            @PathParam("lease") LeaseId id,
            @QueryParam("state") String state,
            @QueryParam("after") String after) {
        LeaseFacts lease = leases.whole(account, id).lease();
        boolean open = lease.isOffer() || lease.isRunning();
        return Templates.devices(
                account,
                lease,
                state,
                leases.devices(account, id, state, after, ROWS),
                after,
                open && (lease.given() || lease.received()) && acting.may(account, managing(lease)));
    }

    /** @param ticked how each stands and its registration ID, with a slash in between */
    @POST
    @Path("{lease}/selections")
    @Needs(MANAGE_LEASES)
    public TemplateInstance select(
            @PathParam("account") AccountSlug account,
            @PathParam("lease") LeaseId id,
            @FormParam("device") List<String> ticked) {
        return Templates.selection(page(account, id), TickedDevices.of(ticked), Form.empty());
    }

    /** Also for what was refused. */
    TemplateInstance lease(AccountSlug account, LeaseId id, SentForm sent) {
        return Templates.lease(page(account, id), sent);
    }

    private LeasePage page(AccountSlug account, LeaseId id) {
        Leases.Whole whole = leases.whole(account, id);
        return new LeasePage(
                account,
                whole,
                acting.denied(account, managing(whole.lease())).orElse(null),
                acting.may(account, TERMINATE_LEASES),
                acting.may(account, REASSIGN),
                clock.instant());
    }

    private static Permission managing(LeaseFacts lease) {
        return lease.isOfOwnScope() ? MANAGE_DEVICES : MANAGE_LEASES;
    }
}
