package io.slipway.fleet;

import io.slipway.web.Problem;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
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
        return new DeviceFilter(
                search, scope, status, attestation, group, hub, leaseId(), holder, elsewhere, after, limit);
    }

    private UUID leaseId() {
        try {
            return lease == null || lease.isBlank() ? null : UUID.fromString(lease.strip());
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("lease", "The ID of a lease looks like 123e4567-e89b-12d3-a456-426614174000.");
        }
    }
}
