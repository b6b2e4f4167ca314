package io.slipway.certificate;

import static io.slipway.account.Permission.MANAGE_CERTIFICATES;
import static io.slipway.account.Permission.SUPPLY;
import static io.slipway.account.Permission.VIEW_CERTIFICATES;
import static io.slipway.account.Permission.VIEW_SUPPLY;

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
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/** The certificates of a scope, for its operator or its supplier. */
@Authenticated
@Path("/" + ScopeAddress.PATH + "/certificates")
@Produces(MediaType.TEXT_HTML)
public class CertificatePages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(CertificateTable table);

        static native TemplateInstance certificate(
                CertificateAddress address, CertificatePage page, String denied, Form form);
    }

    private final Certificates certificates;
    private final Verifications verifications;
    private final CertificateRights rights;
    private final Shell shell;

    CertificatePages(Certificates certificates, Verifications verifications, CertificateRights rights, Shell shell) {
        this.certificates = certificates;
        this.verifications = verifications;
        this.rights = rights;
        this.shell = shell;
    }

    @GET
    @Needs(value = VIEW_CERTIFICATES, supplying = VIEW_SUPPLY)
    public TemplateInstance list(
            @BeanParam ScopeAddress scope,
            @QueryParam("state") String state,
            @QueryParam("q") String query,
            @QueryParam("after") CertificateId after) {
        CertificateList list = certificates.all(scope, CertificateFilter.of(state, query, after));
        return Templates.list(new CertificateTable(
                scope.account(), scope.side(), scope, list, rights.denied(scope, list.withdrawnAt()), false));
    }

    @GET
    @Path("{name}")
    @Needs(value = VIEW_CERTIFICATES, supplying = VIEW_SUPPLY)
    public TemplateInstance get(@BeanParam ScopeAddress scope, @PathParam("name") String name) {
        return page(scope, name, Form.empty());
    }

    @GET
    @Path("{name}/file")
    @Produces(CertificateApi.PEM)
    @Needs(value = VIEW_CERTIFICATES, supplying = VIEW_SUPPLY)
    public Response download(@BeanParam ScopeAddress scope, @PathParam("name") String name) {
        CertificateFacts certificate = certificates.get(scope, name).certificate();
        return Response.ok(Pem.of(certificate.der()))
                .header("Content-Disposition", "attachment; filename=\"" + certificate.name() + ".pem\"")
                .build();
    }

    @POST
    @Path("{name}/verification-withdrawals")
    @Needs(value = MANAGE_CERTIFICATES, supplying = SUPPLY)
    public Response withdraw(
            @BeanParam ScopeAddress scope, @PathParam("name") String name, @FormParam("reason") String reason) {
        return changed(scope, name, Form.empty().with("reason", reason), () -> {
            verifications.withdraw(scope, name, reason, null);
            shell.say("success", "The verification is withdrawn. " + name + " authenticates no device any more.");
            return new CertificateAddress(scope, name).page();
        });
    }

    @POST
    @Path("{name}/name")
    @Needs(value = MANAGE_CERTIFICATES, supplying = SUPPLY)
    public Response rename(
            @BeanParam ScopeAddress scope, @PathParam("name") String name, @FormParam("name") String newName) {
        return changed(scope, name, Form.empty().with("name", newName), () -> {
            String called = certificates.rename(scope, name, newName, null).name();
            shell.say("success", "The certificate is called " + called + " now.");
            return new CertificateAddress(scope, called).page();
        });
    }

    @POST
    @Path("{name}/deletion")
    @Needs(value = MANAGE_CERTIFICATES, supplying = SUPPLY)
    public Response delete(@BeanParam ScopeAddress scope, @PathParam("name") String name) {
        return changed(scope, name, Form.empty(), () -> {
            certificates.delete(scope, name, null);
            shell.say("success", name + " is deleted.");
            return new CertificateAddress(scope, name).list();
        });
    }

    private Response changed(ScopeAddress scope, String name, Form form, Supplier<String> change) {
        try {
            return FormReply.to(change.get());
        } catch (Problem problem) {
            return FormReply.refused(problem, () -> page(scope, name, form.refusedWith(problem)));
        }
    }

    private TemplateInstance page(ScopeAddress scope, String name, Form form) {
        CertificatePage page = certificates.get(scope, name);
        CertificateAddress address =
                new CertificateAddress(scope, page.certificate().name());
        Form filled = form.values("name").isEmpty() ? form.with("name", address.name()) : form;
        return Templates.certificate(address, page, rights.denied(scope, page.withdrawnAt()), filled);
    }
}
