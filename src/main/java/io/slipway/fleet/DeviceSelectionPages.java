package io.slipway.fleet;

import static io.slipway.account.Permission.CONTROL_DEVICES;
import static io.slipway.account.Permission.MANAGE_DEVICES;
import static io.slipway.account.Permission.MANAGE_LEASES;
import static io.slipway.account.Permission.MANAGE_SCOPES;
import static io.slipway.account.Permission.REASSIGN;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.account.Needs;
import io.slipway.web.FormReply;
import io.slipway.web.Shell;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The step from devices ticked in the list to what is to be done with them, or with all that match. */
@Authenticated
@Path("/a/{account}/devices/selections")
@Produces(MediaType.TEXT_HTML)
public class DeviceSelectionPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance selection(DeviceSelection selection);
    }

    private final Devices devices;
    private final Acting acting;
    private final Shell shell;

    DeviceSelectionPages(Devices devices, Acting acting, Shell shell) {
        this.devices = devices;
        this.acting = acting;
        this.shell = shell;
    }

    /** @param ticked ID scope and registration ID, with a slash in between */
    @POST
    @Needs(CONTROL_DEVICES)
    public Response select(
            @PathParam("account") AccountSlug account,
            @QueryParam("q") String search,
            @BeanParam DeviceQuery query,
            @FormParam("device") List<String> ticked) {
        DeviceFilter filter = query.filter(search, 1);
        List<DeviceSelection.OfScope> scopes = byScope(account, filter, ticked);
        if (scopes.isEmpty()) {
            shell.say("warning", "Tick the devices first.");
            return FormReply.to(account.to("devices"));
        }
        return Response.ok(Templates.selection(new DeviceSelection(account, filter, scopes, actions(account))))
                .build();
    }

    private List<DeviceSelection.OfScope> byScope(AccountSlug account, DeviceFilter filter, List<String> ticked) {
        return ticked.stream()
                .filter(device -> device.contains("/"))
                .collect(Collectors.groupingBy(
                        device -> device.substring(0, device.indexOf('/')),
                        TreeMap::new,
                        Collectors.mapping(device -> device.substring(device.indexOf('/') + 1), Collectors.toList())))
                .entrySet()
                .stream()
                .map(scope -> new DeviceSelection.OfScope(
                        scope.getKey(), scope.getValue(), devices.count(account, filter.in(scope.getKey()))))
                .toList();
    }

    private List<DeviceSelection.Action> actions(AccountSlug account) {
        List<DeviceSelection.Action> actions = new ArrayList<>();
        if (acting.may(account, REASSIGN)) {
            actions.add(new DeviceSelection.Action("Reassign", account.to("reassignments/new"), "arrow-left-right"));
        }
        if (acting.may(account, MANAGE_DEVICES)) {
            actions.add(new DeviceSelection.Action("Lease", account.to("new-lease/selections"), "person-plus"));
        } else if (acting.may(account, MANAGE_LEASES)) {
            actions.add(new DeviceSelection.Action("Lease on", account.to("new-lease/selections"), "person-plus"));
        }
        if (acting.may(account, MANAGE_SCOPES)) {
            actions.add(new DeviceSelection.Action(
                    "Issue claim codes for", account.to("claim-policies/selections"), "qr-code"));
        }
        return actions;
    }
}
