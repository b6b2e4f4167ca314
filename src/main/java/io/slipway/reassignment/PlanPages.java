package io.slipway.reassignment;

import static io.slipway.account.Permission.REASSIGN;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.registration.DeviceConditions;
import io.slipway.scope.IdScope;
import io.slipway.web.Choice;
import io.slipway.web.Form;
import io.slipway.web.FormReply;
import io.slipway.web.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;

/** The form that makes a plan: in which scope, which devices, to which hub, how. */
@Authenticated
@Path("/a/{account}/reassignments")
@Produces(MediaType.TEXT_HTML)
public class PlanPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance scope(AccountSlug account, List<Choice> scopes, Form form);

        static native TemplateInstance plan(
                AccountSlug account,
                String idScope,
                List<Choice> hubs,
                List<Choice> targets,
                List<Choice> leases,
                DeviceConditions further,
                Form form);
    }

    private final Plans plans;

    PlanPages(Plans plans) {
        this.plans = plans;
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
            Overview planned = plans.plan(account, new ReassignmentForm(form).details());
            return FormReply.to(
                    account.to("reassignments/" + planned.reassignment().reassignmentId()));
        } catch (Problem problem) {
            return FormReply.refused(problem, () -> form(account, form.refusedWith(problem)));
        }
    }

    private TemplateInstance form(AccountSlug account, Form form) {
        List<String> scopes = plans.scopes(account);
        String idScope = form.value("scope").isEmpty() && scopes.size() == 1 ? scopes.get(0) : form.value("scope");
        if (idScope.isEmpty()) {
            return Templates.scope(
                    account,
                    scopes.stream().map(scope -> Choice.of(scope, scope)).toList(),
                    form);
        }
        List<Target> hubs = plans.targets(account, IdScope.fromString(idScope));
        List<Choice> targets = hubs.stream()
                .filter(target -> !target.ending())
                .map(PlanPages::choice)
                .toList();
        List<Choice> places = hubs.stream().map(PlanPages::choice).toList();
        List<Choice> leases = plans.leases(account, IdScope.fromString(idScope));
        return Templates.plan(account, idScope, places, targets, leases, further(form, places, leases), form);
    }

    /** What the list was narrowed to and the form has no field for, or no such choice in it. */
    private static DeviceConditions further(Form form, List<Choice> hubs, List<Choice> leases) {
        Map<String, String> given = form.first();
        given.keySet().removeAll(List.of("q", "group"));
        given.computeIfPresent("hub", (name, hub) -> isAmong(hubs, hub) ? null : hub);
        given.computeIfPresent("lease", (name, lease) -> isAmong(leases, lease) ? null : lease);
        return DeviceConditions.of(given);
    }

    private static boolean isAmong(List<Choice> choices, String value) {
        return choices.stream().anyMatch(choice -> choice.value().equals(value));
    }

    static Choice choice(Target hub) {
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
}
