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
import io.slipway.scope.IdScope;
import io.slipway.web.Choice;
import io.slipway.web.Form;
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
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.util.List;
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
        static native TemplateInstance list(AccountSlug account, Keyset<Reassignment> page, String denied);

        static native TemplateInstance scope(AccountSlug account, List<Choice> scopes, Form form);

        static native TemplateInstance plan(
                AccountSlug account,
                String idScope,
                List<Choice> hubs,
                List<Choice> targets,
                List<Choice> leases,
                Form form);

        static native TemplateInstance reassignment(ReassignmentPage page, Form form);

        static native TemplateInstance progress(ReassignmentPage page);
    }

    private static final int ROWS = 50;
    private final Reassignments reassignments;
    private final ReassignmentWatch watch;
    private final Acting acting;
    private final ObjectMapper json;
    private final Shell shell;

    ReassignmentPages(
            Reassignments reassignments, ReassignmentWatch watch, Acting acting, ObjectMapper json, Shell shell) {
        this.reassignments = reassignments;
        this.watch = watch;
        this.acting = acting;
        this.json = json;
        this.shell = shell;
    }

    @GET
    @Needs(VIEW_REASSIGNMENTS)
    public TemplateInstance list(@PathParam("account") AccountSlug account, @QueryParam("after") String after) {
        return Templates.list(account, reassignments.page(account, ReassignmentApi.time(after), ROWS), denied(account));
    }

    /** Other pages lead here with their selection: {@code scope}, and {@code ids} or what the devices are filtered by. */
    @GET
    @Path("new")
    @Needs(REASSIGN)
    public TemplateInstance plan(@PathParam("account") AccountSlug account, @Context UriInfo address) {
        return form(account, prefilled(Form.of(address.getQueryParameters())));
    }

    @POST
    @Path("new")
    @Needs(REASSIGN)
    public TemplateInstance planSelected(
            @PathParam("account") AccountSlug account, MultivaluedMap<String, String> selected) {
        return form(account, prefilled(Form.of(selected)));
    }

    @POST
    @Needs(REASSIGN)
    public Response plan(@PathParam("account") AccountSlug account, MultivaluedMap<String, String> submitted) {
        Form form = Form.of(submitted);
        try {
            Reassignments.Overview planned = reassignments.plan(account, new ReassignmentForm(form).details());
            return Response.seeOther(URI.create(
                            account.to("reassignments/" + planned.reassignment().reassignmentId())))
                    .build();
        } catch (Problem problem) {
            if (problem.type().status() == 404) {
                throw problem;
            }
            return Response.status(problem.type().status())
                    .entity(form(account, form.refusedWith(problem)))
                    .build();
        }
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

    /** Server-sent events: {@code progress} with the part of the page that changed, {@code end} when nothing is to come. */
    @GET
    @Path("{reassignment}/progress")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Blocking
    @Needs(VIEW_REASSIGNMENTS)
    public Multi<OutboundSseEvent> progress(
            @PathParam("account") AccountSlug account, @PathParam("reassignment") ReassignmentId id, @Context Sse sse) {
        Reassignments.Overview now = reassignments.get(account, id);
        return watch.watch(now.reassignment().accountId(), id.value())
                .map(sight -> sight.isOver()
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

    private static String fragment(AccountSlug account, Reassignments.Overview then, ReassignmentWatch.Sight sight) {
        Reassignments.Overview now = new Reassignments.Overview(
                sight.reassignment(),
                then.askedBy(),
                then.mine(),
                sight.counts(),
                then.hubs(),
                then.reasons(),
                then.undoneBy(),
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

    private Response done(AccountSlug account, ReassignmentId id, String said, Supplier<Reassignments.Overview> act) {
        try {
            Reassignments.Overview overview = act.get();
            shell.say("success", said);
            return Response.seeOther(URI.create(account.to(
                            "reassignments/" + overview.reassignment().reassignmentId())))
                    .build();
        } catch (Problem problem) {
            if (problem.type().status() == 404) {
                throw problem;
            }
            return Response.status(problem.type().status())
                    .entity(Templates.reassignment(
                            page(account, id, null, null), Form.empty().refusedWith(problem)))
                    .build();
        }
    }

    private TemplateInstance form(AccountSlug account, Form form) {
        List<String> scopes = reassignments.scopes(account);
        String idScope = form.value("scope").isEmpty() && scopes.size() == 1 ? scopes.get(0) : form.value("scope");
        if (idScope.isEmpty()) {
            return Templates.scope(
                    account,
                    scopes.stream().map(scope -> Choice.of(scope, scope)).toList(),
                    form);
        }
        List<Target> hubs = reassignments.targets(account, IdScope.fromString(idScope));
        List<Choice> targets = hubs.stream()
                .filter(target -> !target.ending())
                .map(ReassignmentPages::choice)
                .toList();
        return Templates.plan(
                account,
                idScope,
                hubs.stream().map(ReassignmentPages::choice).toList(),
                targets,
                reassignments.leases(account, IdScope.fromString(idScope)),
                form);
    }

    private static Choice choice(Target hub) {
        String of = hub.owner() == null ? "" : " of " + hub.owner();
        return Choice.of(hub.hostName(), hub.name() + of + " – " + hub.hostName());
    }

    private static Form prefilled(Form given) {
        Form form = given.value("fromHub").isEmpty() ? given : given.with("hub", given.value("fromHub"));
        String ids = String.join("\n", form.values("ids")) + String.join("\n", form.values("device"));
        return form.with("ids", ids)
                .with("which", ids.isBlank() ? "filter" : "list")
                .with("twins", form.value("twins").isEmpty() ? "migrate" : form.value("twins"))
                .with("pace", "all")
                .with("absentAction", "leave");
    }

    private ReassignmentPage page(AccountSlug account, ReassignmentId id, String state, String after) {
        Reassignments.Overview overview = reassignments.get(account, id);
        String narrowed = state == null || state.isBlank() ? null : state;
        return new ReassignmentPage(
                account,
                overview,
                reassignments.devices(account, id, narrowed, after, ROWS),
                narrowed,
                after,
                leftOut(overview),
                denied(account));
    }

    private Map<String, Integer> leftOut(Reassignments.Overview overview) {
        try {
            return json.readValue(overview.reassignment().leftOut(), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("counts are plain", e);
        }
    }

    private String denied(AccountSlug account) {
        return acting.may(account, REASSIGN) ? null : "Your roles do not allow this. Ask an account admin.";
    }
}
