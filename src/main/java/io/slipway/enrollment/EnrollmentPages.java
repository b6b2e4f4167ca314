package io.slipway.enrollment;

import static io.slipway.account.Permission.MANAGE_ENROLLMENTS;
import static io.slipway.account.Permission.SUPPLY;
import static io.slipway.account.Permission.VIEW_ENROLLMENTS;
import static io.slipway.account.Permission.VIEW_SUPPLY;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.Needs;
import io.slipway.enrollment.AttestationMechanism.SymmetricKeys;
import io.slipway.enrollment.AttestationSheet.Key;
import io.slipway.scope.KeySlot;
import io.slipway.supply.ScopeAddress;
import io.slipway.web.Change;
import io.slipway.web.Form;
import io.slipway.web.FormReply;
import io.slipway.web.Shell;
import io.slipway.web.Versions;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.function.Supplier;

/** The individual enrollments of a scope, for its operator or its supplier. */
@Authenticated
@Path("/" + ScopeAddress.PATH + "/enrollments")
@Produces(MediaType.TEXT_HTML)
public class EnrollmentPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(EnrollmentTable<EnrollmentSummary> table);

        static native TemplateInstance enrollment(EnrollmentSheet sheet, Form form);

        static native TemplateInstance settings(EnrolledAddress address, Form form, FormChoices choices);

        static native TemplateInstance preview(PreviewSheet preview);

        static native TemplateInstance secret(EnrolledAddress address, Key key);
    }

    private final Enrollments enrollments;
    private final EnrollmentRights rights;
    private final Shell shell;

    EnrollmentPages(Enrollments enrollments, EnrollmentRights rights, Shell shell) {
        this.enrollments = enrollments;
        this.rights = rights;
        this.shell = shell;
    }

    @GET
    @Needs(value = VIEW_ENROLLMENTS, supplying = VIEW_SUPPLY)
    public TemplateInstance list(@BeanParam ScopeAddress scope, @BeanParam ListQuery query) {
        return Templates.list(new EnrollmentTable<>(
                scope.account(),
                scope,
                "enrollments",
                query.filter(),
                enrollments.all(scope, query.filter(), EnrollmentTable.ROWS),
                enrollments.count(scope, query.filter(), GroupSummary.MOST_COUNTED),
                rights.denied(scope)));
    }

    @GET
    @Path("{registrationId}")
    @Needs(value = VIEW_ENROLLMENTS, supplying = VIEW_SUPPLY)
    public TemplateInstance get(@BeanParam ScopeAddress scope, @PathParam("registrationId") RegistrationId id) {
        return page(scope, id, Form.empty());
    }

    @GET
    @Path("{registrationId}/settings")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public TemplateInstance settings(@BeanParam ScopeAddress scope, @PathParam("registrationId") RegistrationId id) {
        Enrollments.Found found = enrollments.get(scope, id);
        String etag = Versions.etag(found.enrollment().version());
        return form(scope, id, EnrollmentForm.of(found.enrollment().details(), etag));
    }

    @POST
    @Path("{registrationId}/previews")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public Response preview(
            @BeanParam ScopeAddress scope,
            @PathParam("registrationId") RegistrationId id,
            MultivaluedMap<String, String> values) {
        EnrollmentForm form = submitted(scope, id, values);
        return FormAnswers.orForm(form, refused -> form(scope, id, refused), () -> {
            ChangePreview<EnrollmentDetails> preview =
                    enrollments.preview(scope, id, form.enrollment().as(id.value()));
            List<Change> changes = EnrolledText.changes(preview.before(), preview.after(), scope.isSupplying());
            return Response.ok(Templates.preview(
                            new PreviewSheet(address(scope, id), changes, preview.registered(), form.hidden())))
                    .build();
        });
    }

    @POST
    @Path("{registrationId}/settings")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public Response change(
            @BeanParam ScopeAddress scope,
            @PathParam("registrationId") RegistrationId id,
            MultivaluedMap<String, String> values) {
        EnrollmentForm form = submitted(scope, id, values);
        return FormAnswers.orForm(form, refused -> form(scope, id, refused), () -> {
            enrollments.put(scope, form.enrollment().as(id.value()), form.version());
            shell.say("success", "The change of " + id + " is saved. It counts from the next registration on.");
            return FormReply.to(address(scope, id).page());
        });
    }

    @POST
    @Path("{registrationId}/reveals")
    @Produces({MediaType.TEXT_HTML, MediaType.TEXT_PLAIN})
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public Response reveal(
            @BeanParam ScopeAddress scope,
            @PathParam("registrationId") RegistrationId id,
            @FormParam("key") String key,
            @HeaderParam("Accept") String accept,
            @HeaderParam("HX-Request") boolean fragment) {
        enrollments.get(scope, id);
        KeySlot slot = KeySlot.fromString(String.valueOf(key));
        SymmetricKeys keys = enrollments.reveal(scope, id).symmetricKey();
        EnrollmentSheet sheet = sheet(scope, id);
        AttestationSheet shown = sheet.attestation().showing(slot, keys);
        return FormAnswers.secret(
                shown.key(slot),
                accept,
                fragment
                        ? Templates.secret(sheet.address(), shown.key(slot))
                        : Templates.enrollment(sheet.showing(shown), Form.empty()));
    }

    @POST
    @Path("{registrationId}/rotations")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public Response rotate(
            @BeanParam ScopeAddress scope,
            @PathParam("registrationId") RegistrationId id,
            @FormParam("key") String key) {
        return changed(scope, id, () -> {
            enrollments.rotate(scope, id, KeySlot.fromString(String.valueOf(key)));
            shell.say(
                    "success", "The " + key + " key is replaced; the other one still works. Reveal the new one below.");
        });
    }

    @POST
    @Path("{registrationId}/keys")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public Response replaceKeys(
            @BeanParam ScopeAddress scope,
            @PathParam("registrationId") RegistrationId id,
            @FormParam("attestation.symmetricKey.primaryKey") String primary,
            @FormParam("attestation.symmetricKey.secondaryKey") String secondary) {
        return changed(scope, id, () -> {
            enrollments.replaceKeys(scope, id, new SymmetricKeys(primary, secondary));
            shell.say("success", "The keys you gave are in force.");
        });
    }

    @POST
    @Path("{registrationId}/provisioning-status")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public Response enable(
            @BeanParam ScopeAddress scope,
            @PathParam("registrationId") RegistrationId id,
            @FormParam("provisioningStatus") String status) {
        return changed(scope, id, () -> {
            boolean enabled = new StatusChange(status).enables();
            enrollments.enable(scope, id, enabled, null);
            shell.say("success", enabled ? id + " may register." : id + " is blocked from registering.");
        });
    }

    @POST
    @Path("{registrationId}/deletion")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public Response delete(@BeanParam ScopeAddress scope, @PathParam("registrationId") RegistrationId id) {
        return FormAnswers.orPage(refused -> page(scope, id, refused), () -> {
            boolean kept = enrollments.delete(scope, id, null);
            shell.say(
                    "success",
                    kept
                            ? "The enrollment " + id + " is deleted. Its device registered before, so it keeps its hub."
                            : "The enrollment " + id + " and its device, which never registered, are deleted.");
            return FormReply.to(scope.to("enrollments"));
        });
    }

    private Response changed(ScopeAddress scope, RegistrationId id, Runnable change) {
        Supplier<Response> work = () -> {
            change.run();
            return FormReply.to(address(scope, id).page());
        };
        return FormAnswers.orPage(refused -> page(scope, id, refused), work);
    }

    private EnrollmentForm submitted(ScopeAddress scope, RegistrationId id, MultivaluedMap<String, String> values) {
        return new EnrollmentForm(
                values, enrollments.get(scope, id).enrollment().details().attestation());
    }

    private TemplateInstance form(ScopeAddress scope, RegistrationId id, Form form) {
        return Templates.settings(address(scope, id), form, enrollments.choices(scope));
    }

    private TemplateInstance page(ScopeAddress scope, RegistrationId id, Form form) {
        return Templates.enrollment(sheet(scope, id), form);
    }

    private EnrollmentSheet sheet(ScopeAddress scope, RegistrationId id) {
        Enrollments.Found found = enrollments.get(scope, id);
        EnrollmentDetails details = found.enrollment().details();
        return new EnrollmentSheet(
                EnrolledAddress.ofEnrollment(scope, details.registrationId()),
                EnrollmentView.of(found, scope),
                details,
                AttestationSheet.of(details.attestation()),
                enrollments.story(scope, id),
                rights.denied(scope));
    }

    private static EnrolledAddress address(ScopeAddress scope, RegistrationId id) {
        return EnrolledAddress.ofEnrollment(scope, id.value());
    }
}
