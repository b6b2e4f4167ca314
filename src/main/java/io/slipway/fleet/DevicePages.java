package io.slipway.fleet;

import static io.slipway.account.Permission.CONTROL_DEVICES;
import static io.slipway.account.Permission.MANAGE_DEVICES;
import static io.slipway.account.Permission.REASSIGN;
import static io.slipway.account.Permission.VIEW_DEVICES;
import static io.slipway.account.Permission.VIEW_ENROLLMENTS;
import static io.slipway.account.Permission.VIEW_LEASES;
import static io.slipway.account.Permission.VIEW_REASSIGNMENTS;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.account.Needs;
import io.slipway.account.Permission;
import io.slipway.web.Form;
import io.slipway.web.FormReply;
import io.slipway.web.Problem;
import io.slipway.web.SentForm;
import io.slipway.web.Shell;
import jakarta.ws.rs.BeanParam;
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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Devices and their tries to register, for people. */
@Authenticated
@Path("/a/{account}")
@Produces(MediaType.TEXT_HTML)
public class DevicePages {
    private static final int ROWS = 50;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(DeviceTable table);

        static native TemplateInstance device(DeviceStory story, SentForm sent);

        static native TemplateInstance former(FormerStory story);

        static native TemplateInstance attempts(AttemptTable table);
    }

    private final Devices devices;
    private final Custodies custodies;
    private final DeviceControls controls;
    private final Acting acting;
    private final Shell shell;

    DevicePages(Devices devices, Custodies custodies, DeviceControls controls, Acting acting, Shell shell) {
        this.devices = devices;
        this.custodies = custodies;
        this.controls = controls;
        this.acting = acting;
        this.shell = shell;
    }

    @GET
    @Path("devices")
    @Needs(VIEW_DEVICES)
    public TemplateInstance list(
            @PathParam("account") AccountSlug account, @QueryParam("q") String search, @BeanParam DeviceQuery query) {
        DeviceFilter filter = query.filter(search, ROWS);
        return Templates.list(new DeviceTable(
                account,
                filter,
                devices.page(account, filter),
                devices.lessees(account, filter, DeviceTable.MOST_LESSEES + 1),
                acting.may(account, CONTROL_DEVICES)));
    }

    @GET
    @Path("scopes/{idScope}/devices/{registrationId}")
    @Needs(VIEW_DEVICES)
    public TemplateInstance device(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId) {
        return custodies
                .former(account, idScope, registrationId)
                .map(told -> Templates.former(FormerStory.of(account, told, open(account))))
                .orElseGet(() -> Templates.device(story(account, idScope, registrationId), SentForm.none()));
    }

    @POST
    @Path("scopes/{idScope}/devices/{registrationId}/deprovisioning")
    @Needs(MANAGE_DEVICES)
    public Response deprovision(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId) {
        return changed(account, idScope, registrationId, SentForm.none(), () -> {
            devices.deprovision(account, idScope, registrationId, null);
            shell.say("success", registrationId + " is removed from its hub. It may register again.");
        });
    }

    @POST
    @Path("scopes/{idScope}/devices/{registrationId}/disablement")
    @Needs(CONTROL_DEVICES)
    public Response disable(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId,
            @FormParam("reason") String reason) {
        SentForm sent = new SentForm("disablement", Form.empty().with("reason", reason));
        return changed(account, idScope, registrationId, sent, () -> {
            controls.disable(account, idScope, registrationId, reason);
            shell.say("success", registrationId + " is disabled: it can neither register nor connect to its hub.");
        });
    }

    @POST
    @Path("scopes/{idScope}/devices/{registrationId}/enablement")
    @Needs(CONTROL_DEVICES)
    public Response enable(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId) {
        return changed(account, idScope, registrationId, SentForm.none(), () -> {
            controls.enable(account, idScope, registrationId);
            shell.say("success", registrationId + " is enabled: it may register and connect to its hub.");
        });
    }

    @GET
    @Path("attempts")
    @Needs(VIEW_DEVICES)
    public TemplateInstance attempts(
            @PathParam("account") AccountSlug account,
            @QueryParam("q") String search,
            @QueryParam("scope") String scope,
            @QueryParam("outcome") String outcome,
            @QueryParam("reason") String reason,
            @QueryParam("after") String after) {
        AttemptFilter filter = new AttemptFilter(search, scope, outcome, reason, after, ROWS);
        List<Failures> failures = devices.failures(account);
        return Templates.attempts(new AttemptTable(account, filter, devices.attempts(account, filter), failures));
    }

    private Response changed(
            AccountSlug account, String idScope, String registrationId, SentForm sent, Runnable change) {
        try {
            change.run();
            return FormReply.to(DeviceStory.page(account, idScope, registrationId));
        } catch (Problem problem) {
            return FormReply.refused(
                    problem,
                    () -> Templates.device(story(account, idScope, registrationId), sent.refusedWith(problem)));
        }
    }

    private DeviceStory story(AccountSlug account, String idScope, String registrationId) {
        return DeviceStory.of(account, devices.story(account, idScope, registrationId), open(account));
    }

    /** What of all that a device's page offers and leads to is open to the caller. */
    private Set<Permission> open(AccountSlug account) {
        return Stream.of(MANAGE_DEVICES, CONTROL_DEVICES, REASSIGN, VIEW_ENROLLMENTS, VIEW_LEASES, VIEW_REASSIGNMENTS)
                .filter(permission -> acting.may(account, permission))
                .collect(Collectors.toSet());
    }
}
