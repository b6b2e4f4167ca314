package io.slipway.audit;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The filters of a trail as an address carries them, the same for the page and the API. */
public class EventQuery {
    @Parameter(description = "Exact name or id of a person, client or device", example = "Omar Castillo")
    @QueryParam("actor")
    String actor;

    @Parameter(description = "Type of the object", example = "scope")
    @QueryParam("objectType")
    String objectType;

    @Parameter(description = "Id of the object, with its type", example = "0ne0012A7F4")
    @QueryParam("objectId")
    String objectId;

    @Parameter(description = "What was done", example = "scope.changed")
    @QueryParam("action")
    String action;

    @Parameter(description = "ID scope, or the id of a scope that is gone", example = "0ne0012A7F4")
    @QueryParam("scope")
    String scope;

    @Parameter(description = "First day (UTC) or instant", example = "2026-11-01")
    @QueryParam("from")
    String from;

    @Parameter(description = "Last day (UTC), or the first instant no longer wanted", example = "2026-11-30")
    @QueryParam("to")
    String to;

    EventFilter filter() {
        return new EventFilter(actor, objectType, objectId, action, scope, from, to);
    }
}
