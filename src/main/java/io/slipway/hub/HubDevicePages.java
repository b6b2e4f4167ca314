package io.slipway.hub;

import static io.slipway.account.Permission.VIEW_HUBS;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.db.Keyset;
import io.slipway.spi.HubEntry;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** The device identities and twins that a hub holds, for people. */
@Authenticated
@Path("/a/{account}/hubs/{hub}/devices")
@Produces(MediaType.TEXT_HTML)
public class HubDevicePages {
    private static final int ROWS = 50;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(DeviceTable table);

        static native TemplateInstance device(HubAddress address, HubDevices.Device device);
    }

    /** One page of a hub's identities. */
    record DeviceTable(HubAddress address, String query, boolean isFirst, Keyset<HubEntry> page) {
        public String first() {
            return isFirst ? null : address.devices(query, "");
        }

        public String next() {
            return page.next() == null ? null : address.devices(query, page.next());
        }
    }

    private final Hubs hubs;
    private final HubDevices devices;

    HubDevicePages(Hubs hubs, HubDevices devices) {
        this.hubs = hubs;
        this.devices = devices;
    }

    @GET
    @Needs(VIEW_HUBS)
    public TemplateInstance list(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName name,
            @QueryParam("q") @DefaultValue("") String query,
            @QueryParam("after") @DefaultValue("") String after) {
        HubAddress address = HubAddress.of(account, hubs.get(account, name));
        String prefix = query.strip();
        return Templates.list(
                new DeviceTable(address, prefix, after.isEmpty(), devices.page(account, name, prefix, after, ROWS)));
    }

    @GET
    @Path("{deviceId}")
    @Needs(VIEW_HUBS)
    public TemplateInstance device(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName name,
            @PathParam("deviceId") String deviceId) {
        HubAddress address = HubAddress.of(account, hubs.get(account, name));
        return Templates.device(address, devices.get(account, name, deviceId));
    }
}
