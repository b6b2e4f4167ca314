package io.slipway.fleet;

import static io.slipway.account.Permission.VIEW_DEVICES;
import static io.slipway.account.Permission.VIEW_ENROLLMENTS;
import static io.slipway.account.Permission.VIEW_LEASES;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.account.Needs;
import io.slipway.registration.GroupHubChoice;
import io.slipway.registration.HubChoice;
import io.slipway.registration.OtherSettings;
import io.slipway.web.Choice;
import io.slipway.web.Form;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/** "Why this hub?" for people, with a form to try other settings. */
@Authenticated
@Path("/a/{account}")
@Produces(MediaType.TEXT_HTML)
public class ExplanationPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance device(
                Place place, Explained explained, HubChoice choice, boolean opensLeases, Form form);

        static native TemplateInstance group(Place place, GroupHubChoice choice, Form form);
    }

    /**
     * What is explained, and where.
     *
     * @param kind {@code device}, {@code group}, {@code scope} or {@code lease}
     */
    record Place(AccountSlug account, String kind, String page, String name) {
        static Place of(AccountSlug account, String idScope, String kind, String name) {
            return new Place(
                    account, kind, account.to("scopes/" + idScope + "/" + kind + "s/" + Addresses.encoded(name)), name);
        }

        public boolean isGroup() {
            return kind.equals("group");
        }

        public boolean isLease() {
            return kind.equals("lease");
        }

        public String explanations() {
            return page() + "/explanations";
        }

        public String api() {
            return "/api/v1" + explanations();
        }

        public List<Choice> policies() {
            return List.of(
                    Choice.of("hashed", "Hashed: evenly by weight among the hubs that take part"),
                    Choice.of("static", "Static: among the hubs that the enrollment names"),
                    Choice.of("scope", "As the scope does"));
        }

        public List<Choice> hubs(HubChoice choice) {
            return choices(
                    choice.now().hubs().stream().map(HubChoice.Candidate::hub).toList());
        }

        public List<Choice> hubs(GroupHubChoice choice) {
            return choices(choice.hubs().stream()
                    .map(GroupHubChoice.HubCount::hub)
                    .filter(Objects::nonNull)
                    .toList());
        }

        private static List<Choice> choices(List<String> hostNames) {
            return hostNames.stream().map(name -> Choice.of(name, name)).toList();
        }
    }

    private final Explanations explanations;
    private final Acting acting;

    ExplanationPages(Explanations explanations, Acting acting) {
        this.explanations = explanations;
        this.acting = acting;
    }

    @GET
    @Path("scopes/{idScope}/devices/{registrationId}/explanations")
    @Needs(VIEW_DEVICES)
    public Response ofDevice(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("registrationId") String registrationId,
            @BeanParam OtherSettingsQuery other) {
        Place place = Place.of(account, idScope, "device", registrationId);
        return answer(
                other,
                settings -> explanations.ofDevice(account, idScope, registrationId, settings),
                (explained, form) ->
                        Templates.device(place, explained, explained.choice(), acting.may(account, VIEW_LEASES), form));
    }

    @GET
    @Path("scopes/{idScope}/groups/{group}/explanations")
    @Needs(VIEW_ENROLLMENTS)
    public Response ofGroup(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @PathParam("group") String group,
            @BeanParam OtherSettingsQuery other) {
        Place place = Place.of(account, idScope, "group", group);
        return answer(
                other,
                settings -> explanations.ofGroup(account, idScope, group, settings),
                (choice, form) -> Templates.group(place, choice, form));
    }

    @GET
    @Path("scopes/{idScope}/explanations")
    @Needs(VIEW_ENROLLMENTS)
    public Response ofScope(
            @PathParam("account") AccountSlug account,
            @PathParam("idScope") String idScope,
            @BeanParam OtherSettingsQuery other) {
        Place place = new Place(
                account,
                "scope",
                account.to("scopes/" + idScope),
                explanations.scope(account, idScope).name());
        return answer(
                other,
                settings -> explanations.ofScope(account, idScope, settings),
                (choice, form) -> Templates.group(place, choice, form));
    }

    @GET
    @Path("leases/{lease}/explanations")
    @Needs(VIEW_DEVICES)
    public Response ofLease(
            @PathParam("account") AccountSlug account,
            @PathParam("lease") String lease,
            @BeanParam OtherSettingsQuery other) {
        Place place = new Place(
                account,
                "lease",
                account.to("leases/" + lease),
                explanations.lease(account, lease).reference());
        return answer(
                other,
                settings -> explanations.ofLease(account, lease, settings),
                (choice, form) -> Templates.group(place, choice, form));
    }

    private static <T> Response answer(
            OtherSettingsQuery other, Function<OtherSettings, T> explain, BiFunction<T, Form, TemplateInstance> page) {
        try {
            return Response.ok(page.apply(explain.apply(other.settings()), other.form()))
                    .build();
        } catch (Problem problem) {
            if (problem.type() != ProblemType.INVALID_INPUT) {
                throw problem;
            }
            Form refused = other.form().refusedWith(problem);
            return Response.status(problem.type().status())
                    .entity(page.apply(explain.apply(OtherSettings.NONE), refused))
                    .build();
        }
    }
}
