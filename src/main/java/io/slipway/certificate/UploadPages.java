package io.slipway.certificate;

import static io.slipway.account.Permission.MANAGE_CERTIFICATES;
import static io.slipway.account.Permission.SUPPLY;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.Needs;
import io.slipway.supply.ScopeAddress;
import io.slipway.web.Form;
import io.slipway.web.FormReply;
import io.slipway.web.Problem;
import io.slipway.web.Shell;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Bringing a certificate in two steps: the form, then what was understood, to be saved or not. */
@Authenticated
@Path("/" + ScopeAddress.PATH + "/new-certificate")
@Produces(MediaType.TEXT_HTML)
public class UploadPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance upload(ScopeAddress scope, Form form);

        static native TemplateInstance preview(UploadPreview preview, Form form);
    }

    private final Uploads uploads;
    private final Shell shell;

    UploadPages(Uploads uploads, Shell shell) {
        this.uploads = uploads;
        this.shell = shell;
    }

    @GET
    @Needs(value = MANAGE_CERTIFICATES, supplying = SUPPLY)
    public TemplateInstance upload(@BeanParam ScopeAddress scope) {
        uploads.requireOpen(scope);
        return Templates.upload(scope, Form.empty());
    }

    @POST
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
    @Needs(value = MANAGE_CERTIFICATES, supplying = SUPPLY)
    public Response preview(@BeanParam ScopeAddress scope, @BeanParam UploadForm form) {
        try {
            CertificateUpload upload = form.toUpload();
            UploadPreview preview = new UploadPreview(scope, upload.name(), uploads.preview(scope, upload));
            return Response.status(preview.savable() == 0 ? 422 : 200)
                    .entity(Templates.preview(preview, Form.empty()))
                    .build();
        } catch (Problem problem) {
            return FormReply.refused(
                    problem, () -> Templates.upload(scope, form.toForm().refusedWith(problem)));
        }
    }

    @POST
    @Path("saved")
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
    @Needs(value = MANAGE_CERTIFICATES, supplying = SUPPLY)
    public Response save(@BeanParam ScopeAddress scope, @BeanParam UploadForm form) {
        try {
            List<UploadResult> results = uploads.save(scope, form.toUpload());
            List<UploadResult> saved =
                    results.stream().filter(UploadResult::isSaved).toList();
            shell.say("success", said(results.size(), saved));
            String first = saved.get(0).certificate().name();
            return FormReply.to(
                    saved.size() == 1 ? new CertificateAddress(scope, first).page() : scope.to("certificates"));
        } catch (Problem problem) {
            return FormReply.refused(
                    problem, () -> Templates.upload(scope, form.toForm().refusedWith(problem)));
        }
    }

    private static String said(int brought, List<UploadResult> saved) {
        return brought == 1
                ? "%s is saved. Prove possession of its key, so that its devices may register."
                        .formatted(saved.get(0).certificate().name())
                : "%d of %d certificates are saved. Prove possession of each key, so that their devices may register."
                        .formatted(saved.size(), brought);
    }
}
