package io.slipway.fleet;

import static io.slipway.account.Permission.MANAGE_DEVICES;
import static io.slipway.account.Permission.VIEW_DEVICES;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.account.Needs;
import io.slipway.spi.HubTwin;
import io.slipway.spi.HubUnavailable;
import io.slipway.web.Form;
import io.slipway.web.Problem;
import io.slipway.web.Shell;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Devices and their tries to register, for people. */
@Authenticated
@Path("/a/{account}")
@Produces(MediaType.TEXT_HTML)
public class DevicePages {
    private static final int ROWS = 50;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(DeviceTable table);

        static native TemplateInstance device(DeviceStory story, Form form);

        static native TemplateInstance twin(AccountSlug account, Device device, HubTwin twin, String away);

        static native TemplateInstance attempts(AttemptTable table);
    }

    private final Devices devices;
    private final Acting acting;
    private final Shell shell;

    DevicePages(Devices devices, Acting acting, Shell shell) {
        this.devices = devices;
        this.acting = acting;
        this.shell = shell;
    }

    @GET
    @Path("devices")
    @Needs(VIEW_DEVICES)
    public TemplateInstance list(
            @PathParam("account") AccountSlug account,
            @QueryParam("q") String search,
            @QueryParam("scope") String scope,
            @QueryParam("status") String status,
            @QueryParam("attestation") String attestation,
            @QueryParam("group") String group,
            @QueryParam("hub") String hub,
            @QueryParam("after") String after) {
        DeviceFilter filter = new DeviceFilter(search, scope, status, attestation, group, hub, after, ROWS);
        return Templates.list(new DeviceTable(account, filter, devices.page(account, filter)));
    }

    /** An exact registration ID leads to its device, anything else to the devices that begin so. */
    @GET
    @Path("search")
    @Needs(VIEW_DEVICES)
    public Response search(@PathParam("account") AccountSlug account, @QueryParam("q") String search) {
        DeviceFilter filter = new DeviceFilter(search, null, null, null, null, null, null, 2);
        List<Device> exact = devices.page(account, filter).devices().rows().stream()
                .filter(device -> device.registrationId().equalsIgnoreCase(filter.search()))
                .toList();
        String address = exact.size() == 1
                ? DeviceStory.page(account, exact.get(0).idScope(), exact.get(0).registrationId())
                : Addresses.with(account.to("devices"), Map.of("q", filter.search()));
        return Response.seeOther(URI.create(address)).build();
    }

    @GET
    @Path("scopes/{idScope}/devices/{registrationId}")
    @Needs(VIEW_DEVICES)
    public TemplateInstance device(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId) {
        return Templates.device(story(account, idScope, registrationId), Form.empty());
    }

    @GET
    @Path("scopes/{idScope}/devices/{registrationId}/twin")
    @Needs(VIEW_DEVICES)
    public TemplateInstance twin(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId) {
        Device device = devices.get(account, idScope, registrationId);
        try {
            return Templates.twin(
                    account,
                    device,
                    devices.twin(account, idScope, registrationId).orElse(null),
                    null);
        } catch (HubUnavailable e) {
            return Templates.twin(account, device, null, e.getMessage());
        }
    }

    @POST
    @Path("scopes/{idScope}/devices/{registrationId}/deprovisioning")
    @Needs(MANAGE_DEVICES)
    public Response deprovision(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId) {
        try {
            devices.deprovision(account, idScope, registrationId, null);
            shell.say("success", registrationId + " is removed from its hub. It may register again.");
            return Response.seeOther(URI.create(DeviceStory.page(account, idScope, registrationId)))
                    .build();
        } catch (Problem problem) {
            if (problem.type().status() == 404) {
                throw problem;
            }
            Form form = Form.empty().refusedWith(problem);
            return Response.status(problem.type().status())
                    .entity(Templates.device(story(account, idScope, registrationId), form))
                    .build();
        }
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

    private DeviceStory story(AccountSlug account, String idScope, String registrationId) {
        return DeviceStory.of(
                account,
                devices.story(account, idScope, registrationId),
                acting.may(account, MANAGE_DEVICES) ? null : "Only the operator of the scope may do this.");
    }
}
