package io.slipway.fleet;

import static io.slipway.account.Permission.CONTROL_DEVICES;
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
import io.slipway.web.FormReply;
import io.slipway.web.Problem;
import io.slipway.web.RawJson;
import io.slipway.web.Shell;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/** A device's twin, for people; an edit is shown as what differs before it is sent to the hub. */
@Authenticated
@Path("/a/{account}/scopes/{idScope}/devices/{registrationId}/twin")
@Produces(MediaType.TEXT_HTML)
public class TwinPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance twin(Sheet sheet, Form form);

        static native TemplateInstance preview(Sheet sheet, Twins.Preview preview);
    }

    /**
     * A device with its twin.
     *
     * @param away why its hub does not answer, null if it did
     * @param editable whether the person may change the desired properties
     */
    record Sheet(AccountSlug account, Device device, HubTwin twin, String away, boolean editable) {
        public String page() {
            return DeviceStory.page(account, device.idScope(), device.registrationId());
        }

        public String to(String action) {
            return page() + "/twin" + (action.isEmpty() ? "" : "/" + action);
        }

        public String api() {
            return "/api/v1" + to("");
        }
    }

    private final Devices devices;
    private final Twins twins;
    private final Acting acting;
    private final Shell shell;

    TwinPages(Devices devices, Twins twins, Acting acting, Shell shell) {
        this.devices = devices;
        this.twins = twins;
        this.acting = acting;
        this.shell = shell;
    }

    @GET
    @Needs(VIEW_DEVICES)
    public TemplateInstance get(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId) {
        Sheet sheet = sheet(account, idScope, registrationId);
        return Templates.twin(sheet, form(sheet));
    }

    @POST
    @Path("previews")
    @Needs(CONTROL_DEVICES)
    public Response preview(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId,
            @FormParam("desired") String desired,
            @FormParam("version") Integer version) {
        Sheet sheet = sheet(account, idScope, registrationId);
        return orForm(sheet, desired, version, edit -> Response.ok(
                        Templates.preview(sheet, twins.preview(account, idScope, registrationId, edit)))
                .build());
    }

    @POST
    @Needs(CONTROL_DEVICES)
    public Response change(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId,
            @FormParam("desired") String desired,
            @FormParam("version") Integer version) {
        Sheet sheet = sheet(account, idScope, registrationId);
        return orForm(sheet, desired, version, edit -> {
            HubTwin twin = twins.change(account, idScope, registrationId, edit);
            shell.say(
                    "success",
                    "The desired properties are changed; they are at version %d.".formatted(twin.desiredVersion()));
            return FormReply.to(sheet.to(""));
        });
    }

    private Response orForm(Sheet sheet, String desired, Integer version, Function<Twins.Edit, Response> work) {
        try {
            return work.apply(new Twins.Edit(DesiredProperties.of(RawJson.of(desired)), false, version));
        } catch (Problem problem) {
            Form form = form(sheet).with("desired", desired).refusedWith(problem);
            return FormReply.refused(problem, () -> Templates.twin(sheet, form));
        }
    }

    private static Form form(Sheet sheet) {
        return sheet.twin() == null
                ? Form.empty()
                : Form.empty()
                        .with("desired", sheet.twin().desiredJson())
                        .with("version", sheet.twin().desiredVersion());
    }

    private Sheet sheet(AccountSlug account, String idScope, String registrationId) {
        Device device = devices.get(account, idScope, registrationId);
        boolean editable = device.allows("twin") && acting.may(account, CONTROL_DEVICES);
        try {
            HubTwin twin = twins.get(account, idScope, registrationId).orElse(null);
            return new Sheet(account, device, twin, null, editable);
        } catch (HubUnavailable e) {
            return new Sheet(account, device, null, e.getMessage(), editable);
        }
    }
}
