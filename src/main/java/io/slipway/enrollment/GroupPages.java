package io.slipway.enrollment;

import static io.slipway.account.Permission.MANAGE_ENROLLMENTS;
import static io.slipway.account.Permission.SUPPLY;
import static io.slipway.account.Permission.VIEW_ENROLLMENTS;
import static io.slipway.account.Permission.VIEW_SUPPLY;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.Needs;
import io.slipway.db.Keyset;
import io.slipway.enrollment.AttestationMechanism.SymmetricKeys;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The enrollment groups of a scope, for its operator or its supplier. */
@Authenticated
@Path("/" + ScopeAddress.PATH + "/groups")
@Produces(MediaType.TEXT_HTML)
public class GroupPages {
    private static final int SHOWN = 10;
    private static final int ROWS = 100;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(EnrollmentTable<GroupSummary> table);

        static native TemplateInstance group(GroupSheet sheet, Form form);

        static native TemplateInstance devices(
                EnrolledAddress address, Keyset<RegistrationFacts> devices, String after);
    }

    private final EnrollmentGroups groups;
    private final EnrollmentRights rights;
    private final Shell shell;

    GroupPages(EnrollmentGroups groups, EnrollmentRights rights, Shell shell) {
        this.groups = groups;
        this.rights = rights;
        this.shell = shell;
    }

    @GET
    @Needs(value = VIEW_ENROLLMENTS, supplying = VIEW_SUPPLY)
    public TemplateInstance list(@BeanParam ScopeAddress scope, @BeanParam ListQuery query) {
        return Templates.list(new EnrollmentTable<>(
                scope.account(),
                scope,
                "groups",
                query.filter(),
                groups.all(scope, query.filter(), EnrollmentTable.ROWS),
                groups.count(scope, query.filter(), GroupSummary.MOST_COUNTED),
                rights.denied(scope)));
    }

    @GET
    @Path("{group}")
    @Needs(value = VIEW_ENROLLMENTS, supplying = VIEW_SUPPLY)
    public TemplateInstance get(@BeanParam ScopeAddress scope, @PathParam("group") GroupId id) {
        return page(scope, id, Form.empty());
    }

    @GET
    @Path("{group}/devices")
    @Needs(value = VIEW_ENROLLMENTS, supplying = VIEW_SUPPLY)
    public TemplateInstance devices(
            @BeanParam ScopeAddress scope, @PathParam("group") GroupId id, @QueryParam("after") String after) {
        return Templates.devices(address(scope, id), groups.devices(scope, id, after, ROWS), after);
    }

    @GET
    @Path("{group}/devices.csv")
    @Produces("text/csv")
    @Needs(value = VIEW_ENROLLMENTS, supplying = VIEW_SUPPLY)
    public Response export(@BeanParam ScopeAddress scope, @PathParam("group") GroupId id) {
        groups.get(scope, id);
        return Response.ok(new GroupDevicesFile(after -> groups.devices(scope, id, after, GroupDevicesFile.BATCH)))
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + id.key().replace(':', '-') + "-devices.csv\"")
                .build();
    }

    @GET
    @Path("{group}/settings")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public TemplateInstance settings(@BeanParam ScopeAddress scope, @PathParam("group") GroupId id) {
        EnrollmentGroup group = groups.get(scope, id).group();
        return form(scope, id, EnrollmentForm.of(group.details(), Versions.etag(group.version())));
    }

    @POST
    @Path("{group}/previews")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public Response preview(
            @BeanParam ScopeAddress scope, @PathParam("group") GroupId id, MultivaluedMap<String, String> values) {
        EnrollmentForm form = submitted(scope, id, values);
        return FormAnswers.orForm(form, refused -> form(scope, id, refused), () -> {
            ChangePreview<GroupDetails> preview =
                    groups.preview(scope, id, form.group().as(id.value()));
            List<Change> changes = EnrolledText.changes(preview.before(), preview.after(), scope.isSupplying());
            return Response.ok(EnrollmentPages.Templates.preview(
                            new PreviewSheet(address(scope, id), changes, preview.registered(), form.hidden())))
                    .build();
        });
    }

    @POST
    @Path("{group}/settings")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public Response change(
            @BeanParam ScopeAddress scope, @PathParam("group") GroupId id, MultivaluedMap<String, String> values) {
        EnrollmentForm form = submitted(scope, id, values);
        return FormAnswers.orForm(form, refused -> form(scope, id, refused), () -> {
            groups.put(scope, form.group().as(id.value()), form.version());
            shell.say("success", "The change of " + id + " is saved. It counts from a device's next registration on.");
            return FormReply.to(address(scope, id).page());
        });
    }

    @POST
    @Path("{group}/reveals")
    @Produces({MediaType.TEXT_HTML, MediaType.TEXT_PLAIN})
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public Response reveal(
            @BeanParam ScopeAddress scope,
            @PathParam("group") GroupId id,
            @FormParam("key") String key,
            @HeaderParam("Accept") String accept,
            @HeaderParam("HX-Request") boolean fragment) {
        groups.get(scope, id);
        KeySlot slot = KeySlot.fromString(String.valueOf(key));
        SymmetricKeys keys = groups.reveal(scope, id).symmetricKey();
        GroupSheet sheet = sheet(scope, id);
        AttestationSheet shown = sheet.attestation().showing(slot, keys);
        return FormAnswers.secret(
                shown.key(slot),
                accept,
                fragment
                        ? EnrollmentPages.Templates.secret(sheet.address(), shown.key(slot))
                        : Templates.group(sheet.showing(shown), Form.empty()));
    }

    @POST
    @Path("{group}/rotations")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public Response rotate(
            @BeanParam ScopeAddress scope, @PathParam("group") GroupId id, @FormParam("key") String key) {
        return changed(scope, id, () -> {
            groups.rotate(scope, id, KeySlot.fromString(String.valueOf(key)));
            shell.say("success", "The " + key + " key is replaced; keys derived from the other one still work.");
        });
    }

    @POST
    @Path("{group}/keys")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public Response replaceKeys(
            @BeanParam ScopeAddress scope,
            @PathParam("group") GroupId id,
            @FormParam("attestation.symmetricKey.primaryKey") String primary,
            @FormParam("attestation.symmetricKey.secondaryKey") String secondary) {
        return changed(scope, id, () -> {
            groups.replaceKeys(scope, id, new SymmetricKeys(primary, secondary));
            shell.say("success", "The keys you gave are in force.");
        });
    }

    @POST
    @Path("{group}/derived-keys")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public Response derive(
            @BeanParam ScopeAddress scope,
            @PathParam("group") GroupId id,
            @FormParam("registrationId") String registrationId) {
        Form typed = Form.empty().with("registrationId", registrationId);
        return FormAnswers.orPage(refused -> page(scope, id, typed.withErrors(refused.errors())), () -> {
            RegistrationId device = new RegistrationId(registrationId);
            SymmetricKeys keys = groups.deriveKeys(scope, id, device);
            GroupApi.DerivedKeys derived =
                    new GroupApi.DerivedKeys(device.value(), keys.primaryKey(), keys.secondaryKey());
            return Response.ok(Templates.group(sheet(scope, id).deriving(derived), typed))
                    .build();
        });
    }

    @POST
    @Path("{group}/provisioning-status")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public Response enable(
            @BeanParam ScopeAddress scope,
            @PathParam("group") GroupId id,
            @FormParam("provisioningStatus") String status) {
        return changed(scope, id, () -> {
            boolean enabled = new StatusChange(status).enables();
            groups.enable(scope, id, enabled, null);
            shell.say(
                    "success",
                    enabled
                            ? "Devices of " + id + " may register."
                            : "Devices of " + id + " are blocked from registering.");
        });
    }

    @POST
    @Path("{group}/deletion")
    @Needs(value = MANAGE_ENROLLMENTS, supplying = SUPPLY)
    public Response delete(@BeanParam ScopeAddress scope, @PathParam("group") GroupId id) {
        return FormAnswers.orPage(refused -> page(scope, id, refused), () -> {
            groups.delete(scope, id, null);
            shell.say("success", "The group " + id + " is deleted. Its devices keep their hub.");
            return FormReply.to(scope.to("groups"));
        });
    }

    private Response changed(ScopeAddress scope, GroupId id, Runnable change) {
        return FormAnswers.orPage(refused -> page(scope, id, refused), () -> {
            change.run();
            return FormReply.to(address(scope, id).page());
        });
    }

    private EnrollmentForm submitted(ScopeAddress scope, GroupId id, MultivaluedMap<String, String> values) {
        return new EnrollmentForm(
                values, groups.get(scope, id).group().details().attestation());
    }

    private TemplateInstance form(ScopeAddress scope, GroupId id, Form form) {
        return EnrollmentPages.Templates.settings(address(scope, id), form, groups.choices(scope));
    }

    private TemplateInstance page(ScopeAddress scope, GroupId id, Form form) {
        return Templates.group(sheet(scope, id), form);
    }

    private GroupSheet sheet(ScopeAddress scope, GroupId id) {
        EnrollmentGroups.Found found = groups.get(scope, id);
        GroupDetails details = found.group().details();
        return new GroupSheet(
                EnrolledAddress.ofGroup(scope, details.enrollmentGroupId()),
                GroupView.of(found, scope),
                details,
                AttestationSheet.of(details.attestation()),
                groups.devices(scope, id, null, SHOWN),
                null,
                groups.story(scope, id),
                rights.denied(scope));
    }

    private static EnrolledAddress address(ScopeAddress scope, GroupId id) {
        return EnrolledAddress.ofGroup(scope, id.value());
    }
}
