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
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Proof of possession in three steps: a code, a certificate that carries it, the upload of that certificate. */
@Authenticated
@Path("/" + ScopeAddress.PATH + "/certificates")
@Produces(MediaType.TEXT_HTML)
public class VerificationPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance verification(
                CertificateAddress address, CertificateFacts certificate, ProofCommands commands, Form form);
    }

    private final Certificates certificates;
    private final Verifications verifications;
    private final Shell shell;

    VerificationPages(Certificates certificates, Verifications verifications, Shell shell) {
        this.certificates = certificates;
        this.verifications = verifications;
        this.shell = shell;
    }

    @GET
    @Path("{name}/verification")
    @Needs(value = MANAGE_CERTIFICATES, supplying = SUPPLY)
    public TemplateInstance verification(@BeanParam ScopeAddress scope, @PathParam("name") String name) {
        return page(scope, name, Form.empty());
    }

    @POST
    @Path("{name}/verification-codes")
    @Needs(value = MANAGE_CERTIFICATES, supplying = SUPPLY)
    public Response issueCode(@BeanParam ScopeAddress scope, @PathParam("name") String name) {
        CertificateFacts certificate = verifications.issueCode(scope, name, null);
        return FormReply.to(new CertificateAddress(scope, certificate.name()).to("verification"));
    }

    @POST
    @Path("{name}/verifications")
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
    @Needs(value = MANAGE_CERTIFICATES, supplying = SUPPLY)
    public Response verify(@BeanParam ScopeAddress scope, @PathParam("name") String name, @BeanParam UploadForm form) {
        try {
            CertificateFacts certificate = verifications.verify(scope, name, form.content(), null);
            shell.say("success", "Possession is proved. Devices with certificates of this CA may register.");
            return FormReply.to(new CertificateAddress(scope, certificate.name()).page());
        } catch (Problem problem) {
            return FormReply.refused(
                    problem, () -> page(scope, name, form.toForm().refusedWith(problem)));
        }
    }

    private TemplateInstance page(ScopeAddress scope, String name, Form form) {
        CertificateFacts certificate = certificates.get(scope, name).certificate();
        ProofCommands commands = certificate.verificationCode() == null
                ? null
                : new ProofCommands(certificate.verificationCode(), certificate.sha1Thumbprint());
        return Templates.verification(new CertificateAddress(scope, certificate.name()), certificate, commands, form);
    }
}
