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

/** Creating an enrollment group; apart from the groups, as one may be called anything. */
@Authenticated
@Path("/" + ScopeAddress.PATH + "/new-group")
@Produces(MediaType.TEXT_HTML)
public class NewGroupPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance create(ScopeAddress scope, Form form, FormChoices choices);
    }

    private final EnrollmentGroups groups;
    private final Shell shell;

    NewGroupPages(EnrollmentGroups groups, Shell shell) {
        this.groups = groups;
        this.shell = shell;
    }

    @GET
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public TemplateInstance form(
            @BeanParam ScopeAddress scope,
            @QueryParam("attestation") String attestation,
            @QueryParam("enrollmentGroupId") String enrollmentGroupId) {
        Form fresh = EnrollmentForm.fresh().with("enrollmentGroupId", enrollmentGroupId);
        return form(scope, attestation == null ? fresh : fresh.with("attestation.type", attestation));
    }

    @POST
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public Response create(@BeanParam ScopeAddress scope, MultivaluedMap<String, String> values) {
        EnrollmentForm form = new EnrollmentForm(values, null);
        return FormAnswers.orForm(form, refused -> form(scope, refused), () -> {
            EnrollmentGroup created = groups.create(scope, form.group()).group();
            shell.say(
                    "success",
                    created.groupId()
                            + (created.settings().enabled()
                                    ? " is created. Its devices may register."
                                    : " is created, but disabled: its devices are blocked from registering."));
            return FormReply.to(
                    EnrolledAddress.ofGroup(scope, created.groupId()).page());
        });
    }

    private TemplateInstance form(ScopeAddress scope, Form form) {
        return Templates.create(scope, form, groups.choices(scope));
    }
}
