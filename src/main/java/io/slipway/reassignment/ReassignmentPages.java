package io.slipway.reassignment;

import static io.slipway.account.Permission.REASSIGN;
import static io.slipway.account.Permission.VIEW_REASSIGNMENTS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.account.Needs;
import io.slipway.db.Keyset;
import io.slipway.web.Form;
import io.slipway.web.FormReply;
import io.slipway.web.Problem;
import io.slipway.web.Shell;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reassignments for people: a plan to look at, a button that names its act, and progress to watch. */
@Authenticated
@Path("/a/{account}/reassignments")
@Produces(MediaType.TEXT_HTML)
public class ReassignmentPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(
                AccountSlug account, Keyset<Reassignment> page, String after, String denied);

        static native TemplateInstance reassignment(ReassignmentPage page, Form form);

        static native TemplateInstance progress(ReassignmentPage page);
    }

    private static final int ROWS = 50;
    private final Reassignments reassignments;
    private final Discards discards;
    private final ReassignmentWatch watch;
    private final Acting acting;
    private final ObjectMapper json;
    private final Shell shell;

    ReassignmentPages(
            Reassignments reassignments,
            Discards discards,
            ReassignmentWatch watch,
            Acting acting,
            ObjectMapper json,
            Shell shell) {
        this.reassignments = reassignments;
        this.discards = discards;
        this.watch = watch;
        this.acting = acting;
        this.json = json;
        this.shell = shell;
    }

    @GET
    @Needs(VIEW_REASSIGNMENTS)
    public TemplateInstance list(@PathParam("account") AccountSlug account, @QueryParam("after") String after) {
        return Templates.list(
                account, reassignments.page(account, ReassignmentApi.time(after), ROWS), after, denied(account));
    }

    @GET
    @Path("{reassignment}")
    @Needs(VIEW_REASSIGNMENTS)
    public TemplateInstance get(
            @PathParam("account") AccountSlug account,
            @PathParam("reassignment") ReassignmentId id,
            @QueryParam("state") String state,
            @QueryParam("after") String after) {
        return Templates.reassignment(page(account, id, state, after), Form.empty());
    }

    /**
     * Server-sent events: {@code progress} with the part of the page that changed; {@code end} once it is in another state than
     * the page shows, or nothing more is to come.
     */
    @GET
    @Path("{reassignment}/progress")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Needs(VIEW_REASSIGNMENTS)
    public Multi<OutboundSseEvent> progress(
            @PathParam("account") AccountSlug account,
            @PathParam("reassignment") ReassignmentId id,
            @QueryParam("seen") String seen,
            @Context Sse sse) {
        Overview now = reassignments.get(account, id);
        String state = seen == null ? now.reassignment().state() : seen;
        return watch.watch(now.reassignment().accountId(), id.value())
                .map(sight -> sight.isOver(state)
                        ? sse.newEventBuilder()
                                .name("end")
                                .data(sight.reassignment().state())
                                .build()
                        : sse.newEventBuilder()
                                .name("progress")
                                .data(fragment(account, now, sight))
                                .build())
                .select()
                .first(new UntilEnd());
    }

    @GET
    @Path("{reassignment}/report")
    @Produces("text/csv")
    @Needs(VIEW_REASSIGNMENTS)
    public Response report(@PathParam("account") AccountSlug account, @PathParam("reassignment") ReassignmentId id) {
        return ReassignmentReport.of(reassignments, account, id);
    }

    @POST
    @Path("{reassignment}/starts")
    @Needs(REASSIGN)
    public Response start(
            @PathParam("account") AccountSlug account,
            @PathParam("reassignment") ReassignmentId id,
            @FormParam("version") Integer version) {
        return done(account, id, "The reassignment has started.", () -> reassignments.start(account, id, version));
    }

    @POST
    @Path("{reassignment}/deletion")
    @Needs(REASSIGN)
    public Response discard(@PathParam("account") AccountSlug account, @PathParam("reassignment") ReassignmentId id) {
        try {
            discards.discard(account, id, null);
            shell.say("success", "The plan is discarded. Nothing has moved.");
            return FormReply.to(account.to("reassignments"));
        } catch (Problem problem) {
            return refused(account, id, problem);
        }
    }

    @POST
    @Path("{reassignment}/approvals")
    @Needs(REASSIGN)
    public Response approve(@PathParam("account") AccountSlug account, @PathParam("reassignment") ReassignmentId id) {
        return done(
                account,
                id,
                "The plan is approved; it can be started.",
                () -> reassignments.approve(account, id, null));
    }

    @POST
    @Path("{reassignment}/pauses")
    @Needs(REASSIGN)
    public Response pause(@PathParam("account") AccountSlug account, @PathParam("reassignment") ReassignmentId id) {
        return done(
                account,
                id,
                "Paused. Devices on their way finish their step.",
                () -> reassignments.pause(account, id, null));
    }

    @POST
    @Path("{reassignment}/resumptions")
    @Needs(REASSIGN)
    public Response resume(@PathParam("account") AccountSlug account, @PathParam("reassignment") ReassignmentId id) {
        return done(account, id, "It goes on.", () -> reassignments.resume(account, id, null));
    }

    @POST
    @Path("{reassignment}/cancellations")
    @Needs(REASSIGN)
    public Response cancel(@PathParam("account") AccountSlug account, @PathParam("reassignment") ReassignmentId id) {
        return done(
                account,
                id,
                "Cancelled. Devices that were not switched stay where they are.",
                () -> reassignments.cancel(account, id, null));
    }

    @POST
    @Path("{reassignment}/retries")
    @Needs(REASSIGN)
    public Response retry(@PathParam("account") AccountSlug account, @PathParam("reassignment") ReassignmentId id) {
        return done(account, id, "The failed devices are tried again.", () -> reassignments.retry(account, id, null));
    }

    @POST
    @Path("{reassignment}/rollbacks")
    @Needs(REASSIGN)
    public Response rollBack(@PathParam("account") AccountSlug account, @PathParam("reassignment") ReassignmentId id) {
        return done(
                account,
                id,
                "It is cancelled, and then what was switched goes back.",
                () -> reassignments.rollBack(account, id, null));
    }

    @POST
    @Path("{reassignment}/undos")
    @Needs(REASSIGN)
    public Response undo(@PathParam("account") AccountSlug account, @PathParam("reassignment") ReassignmentId id) {
        return done(
                account, id, "This is the way back. Look at it, then start it.", () -> reassignments.undo(account, id));
    }

    private static String fragment(AccountSlug account, Overview then, ReassignmentWatch.Sight sight) {
        Overview now = new Overview(
                sight.reassignment(),
                then.askedBy(),
                then.mine(),
                sight.counts(),
                then.hubs(),
                then.reasons(),
                then.undoneBy(),
                then.takeBacks(),
                then.recent(),
                false);
        return Templates.progress(new ReassignmentPage(account, now, null, null, null, Map.of(), null))
                .render();
    }

    /** Passes events on up to and with the one that says it is over. */
    private static final class UntilEnd implements Predicate<OutboundSseEvent> {
        private boolean over;

        @Override
        public boolean test(OutboundSseEvent event) {
            boolean passes = !over;
            over = over || "end".equals(event.getName());
            return passes;
        }
    }

    private Response done(AccountSlug account, ReassignmentId id, String said, Supplier<Overview> act) {
        try {
            Overview overview = act.get();
            shell.say("success", said);
            return FormReply.to(
                    account.to("reassignments/" + overview.reassignment().reassignmentId()));
        } catch (Problem problem) {
            return refused(account, id, problem);
        }
    }

    private Response refused(AccountSlug account, ReassignmentId id, Problem problem) {
        return FormReply.refused(
                problem,
                () -> Templates.reassignment(
                        page(account, id, null, null), Form.empty().refusedWith(problem)));
    }

    private ReassignmentPage page(AccountSlug account, ReassignmentId id, String state, String after) {
        String narrowed = state == null || state.isBlank() ? null : state;
        Reassignments.Shown shown = reassignments.show(account, id, narrowed, after, ROWS);
        return new ReassignmentPage(
                account,
                shown.overview(),
                shown.devices(),
                narrowed,
                after,
                leftOut(shown.overview()),
                denied(account));
    }

    private Map<String, Integer> leftOut(Overview overview) {
        try {
            return json.readValue(overview.reassignment().leftOut(), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("counts are plain", e);
        }
    }

    private String denied(AccountSlug account) {
        return acting.denied(account, REASSIGN).orElse(null);
    }
}
