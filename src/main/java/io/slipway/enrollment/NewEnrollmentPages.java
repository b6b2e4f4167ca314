package io.slipway.enrollment;

import static io.slipway.account.Permission.MANAGE_ENROLLMENTS;
import static io.slipway.account.Permission.SUPPLY;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.Needs;
import io.slipway.supply.ScopeAddress;
import io.slipway.web.Form;
import io.slipway.web.FormReply;
import io.slipway.web.Shell;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

/** Enrolling one device; apart from the enrollments, as a device may be called anything. */
@Authenticated
@Path("/" + ScopeAddress.PATH + "/new-enrollment")
@Produces(MediaType.TEXT_HTML)
public class NewEnrollmentPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance create(ScopeAddress scope, Form form, FormChoices choices);
    }

    private final Enrollments enrollments;
    private final Shell shell;

    NewEnrollmentPages(Enrollments enrollments, Shell shell) {
        this.enrollments = enrollments;
        this.shell = shell;
    }

    @GET
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public TemplateInstance form(
            @BeanParam ScopeAddress scope,
            @QueryParam("attestation") String attestation,
            @QueryParam("registrationId") String registrationId) {
        Form fresh = EnrollmentForm.fresh().with("registrationId", registrationId);
        return form(scope, attestation == null ? fresh : fresh.with("attestation.type", attestation));
    }

    @POST
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public Response create(@BeanParam ScopeAddress scope, MultivaluedMap<String, String> values) {
        EnrollmentForm form = new EnrollmentForm(values, null);
        return FormAnswers.orForm(form, refused -> form(scope, refused), () -> {
            Enrollment created = enrollments.create(scope, form.enrollment()).enrollment();
            shell.say(
                    "success",
                    created.registrationId()
                            + (created.settings().enabled()
                                    ? " is enrolled and may register."
                                    : " is enrolled, but disabled: it is blocked from registering."));
            return FormReply.to(EnrolledAddress.ofEnrollment(scope, created.registrationId())
                    .page());
        });
    }

    private TemplateInstance form(ScopeAddress scope, Form form) {
        return Templates.create(scope, form, enrollments.choices(scope));
    }
}
