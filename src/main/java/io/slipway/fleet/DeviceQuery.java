package io.slipway.fleet;

import io.slipway.registration.DeviceConditions;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filter of a list of devices as its address carries it. */
public class DeviceQuery {
    @QueryParam("scope")
    @Parameter(description = "ID scope")
    String scope;

    @QueryParam("status")
    String status;

    @QueryParam("attestation")
    String attestation;

    @QueryParam("group")
    String group;

    @QueryParam("hub")
    @Parameter(description = "Host name")
    String hub;

    @QueryParam("lease")
    @Parameter(description = "The lease they are held by")
    String lease;

    @QueryParam("holder")
    @Parameter(description = "Slug of the company that holds them")
    String holder;

    @QueryParam("elsewhere")
    @Parameter(description = "true for those on another company's hub only")
    boolean elsewhere;

    @QueryParam("after")
    String after;

    DeviceFilter filter(String search, int limit) {
        DeviceConditions conditions =
                new DeviceConditions(search, group, hub, lease, status, attestation, holder, elsewhere);
        conditions.check();
        return new DeviceFilter(conditions, scope, after, limit);
    }
}
