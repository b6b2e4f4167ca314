package io.slipway.audit;

import static io.slipway.account.Permission.VIEW_EVENTS;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.web.Form;
import io.slipway.web.FormReply;
import io.slipway.web.Problem;
import io.slipway.web.Shell;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** An account's audit trail for people. */
@Authenticated
@Path("/a/{account}/activity")
@Produces(MediaType.TEXT_HTML)
public class ActivityPages {
    private static final int ROWS = 50;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(Activity activity, Form form);
    }

    private final Trails trails;
    private final Shell shell;

    ActivityPages(Trails trails, Shell shell) {
        this.trails = trails;
        this.shell = shell;
    }

    @GET
    @Needs(VIEW_EVENTS)
    public Response list(
            @PathParam("account") AccountSlug account,
            @BeanParam EventQuery query,
            @QueryParam("before") String before) {
        EventFilter filter = query.filter();
        boolean first = before == null;
        try {
            Activity activity =
                    new Activity(account, filter, first, trails.page(account, filter, EventCursor.from(before), ROWS));
            return Response.ok(Templates.list(activity, activity.form())).build();
        } catch (Problem problem) {
            if (problem.fields().isEmpty()) {
                throw problem;
            }
            Activity all =
                    new Activity(account, EventFilter.ALL, true, trails.page(account, EventFilter.ALL, null, ROWS));
            Form input = new Activity(account, filter, true, all.page()).form();
            return Response.status(422)
                    .entity(Templates.list(all, input.refusedWith(problem)))
                    .build();
        }
    }

    @GET
    @Path("export")
    @Produces({"application/x-ndjson", "text/csv"})
    @Needs(VIEW_EVENTS)
    public Response export(
            @PathParam("account") AccountSlug account,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("format") @DefaultValue("ndjson") String format) {
        return EventApi.answer(trails.export(account, EventFilter.ofTime(from, to)), account, format);
    }

    @POST
    @Path("verifications")
    @Needs(VIEW_EVENTS)
    public Response verify(@PathParam("account") AccountSlug account) {
        Optional<ChainState> state = trails.verify(account);
        if (state.isEmpty()) {
            shell.say("info", "There is nothing to verify yet.");
        } else if (state.get().isBroken()) {
            shell.say("danger", "The chain is broken at event " + state.get().brokenAt() + ".");
        } else {
            shell.say("success", "Every one of the " + state.get().sequence() + " events is where and what it was.");
        }
        return FormReply.to(account.to("activity"));
    }
}
