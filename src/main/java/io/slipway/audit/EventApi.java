package io.slipway.audit;

import static io.slipway.account.Permission.VIEW_EVENTS;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.db.Keyset;
import io.slipway.web.Problem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events", description = "The account's audit trail: who did what, before and after, hash-chained")
public class EventApi {
    private static final int MOST = 500;

    /** One page, newest first. */
    public record EventPage(
            List<EventView> events,
            @Schema(
                            description = "Send as before for the next page; null on the last",
                            examples = "2026-11-23T01:25:04.123456Z_42")
                    String next) {}

    /** An event as the API shows it; sequence and hash are null until it is sealed, which is within seconds. */
    public record EventView(
            @Schema(examples = "42") long id,
            Instant happenedAt,
            @Schema(enumeration = {"person", "client", "device", "system"}) String actorKind,
            @Schema(description = "The subject of the token, or the registration ID") String actorId,
            @Schema(examples = "Omar Castillo") String actorName,
            @Schema(description = "Differs from the trail's own account where a partner acted") String actorAccount,
            @Schema(examples = "scope.changed") String action,
            @Schema(examples = "scope") String objectType,
            @Schema(examples = "0ne0012A7F4") String objectId,
            @Schema(examples = "Europe") String objectName,
            UUID scope,
            @Schema(description = "What it was, null when it began", type = SchemaType.OBJECT) @JsonRawValue
                    String before,
            @Schema(description = "What it is, null when it ended", type = SchemaType.OBJECT) @JsonRawValue
                    String after,
            Long sequence,
            @Schema(description = "SHA-256, in hexadecimal digits") String hash) {
        static EventView of(Event event) {
            return new EventView(
                    event.id(),
                    event.happenedAt(),
                    event.actorKind(),
                    event.actorId(),
                    event.actorName(),
                    event.actorAccount().toString(),
                    event.action(),
                    event.objectType(),
                    event.objectId(),
                    event.objectName(),
                    event.scope(),
                    event.before(),
                    event.after(),
                    event.sequence(),
                    event.hashText());
        }
    }

    private final Trails trails;

    EventApi(Trails trails) {
        this.trails = trails;
    }

    @GET
    @Needs(VIEW_EVENTS)
    @Operation(summary = "List events", description = "Newest first; follow next for older ones. Filters combine.")
    public EventPage list(
            @PathParam("account") AccountSlug account,
            @BeanParam EventQuery query,
            @Parameter(description = "The next of the page before") @QueryParam("before") String before,
            @Parameter(description = "1 to 500") @QueryParam("limit") @DefaultValue("50") int limit) {
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid("limit", "Ask for 1 to " + MOST + " events at a time.");
        }
        Keyset<Event> page = trails.find(account, query.filter(), EventCursor.from(before), limit);
        return new EventPage(page.rows().stream().map(EventView::of).toList(), page.next());
    }

    @GET
    @Path("export")
    @Produces({"application/x-ndjson", "text/csv"})
    @Needs(VIEW_EVENTS)
    @Operation(
            summary = "Export events with their hash chain",
            description =
                    "One JSON object a line, in the order of the chain, without gaps; docs/audit.md says how to verify"
                            + " it. A time may bring a few neighbours along, as the chain is not cut; no other filter holds. CSV is for spreadsheets.")
    @APIResponseSchema(String.class)
    public Response export(
            @PathParam("account") AccountSlug account,
            @Parameter(description = "First day or instant", example = "2026-11-01") @QueryParam("from") String from,
            @Parameter(description = "Last day, or first instant not wanted") @QueryParam("to") String to,
            @Parameter(description = "ndjson or csv") @QueryParam("format") @DefaultValue("ndjson") String format) {
        return answer(trails.export(account, EventFilter.ofTime(from, to)), account, format);
    }

    @GET
    @Path("verification")
    @Needs(VIEW_EVENTS)
    @Operation(
            summary = "Verify the hash chain",
            description = "Walks the whole chain from its first event; a million take some seconds.")
    public ChainState verification(@PathParam("account") AccountSlug account) {
        return trails.verify(account).orElseThrow(() -> Problem.notFound("event"));
    }

    static Response answer(EventExport export, AccountSlug account, String format) {
        boolean csv = format.equals("csv");
        if (!csv && !format.equals("ndjson")) {
            throw Problem.invalid("format", "Choose ndjson or csv.");
        }
        StreamingOutput body = csv ? export::writeCsv : export::writeNdjson;
        return Response.ok(body)
                .type(csv ? "text/csv;charset=UTF-8" : "application/x-ndjson")
                .header("Content-Disposition", "attachment; filename=\"" + account + "-events." + format + "\"")
                .build();
    }
}
