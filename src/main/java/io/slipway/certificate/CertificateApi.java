package io.slipway.certificate;

import static io.slipway.account.Permission.MANAGE_CERTIFICATES;
import static io.slipway.account.Permission.SUPPLY;
import static io.slipway.account.Permission.VIEW_CERTIFICATES;
import static io.slipway.account.Permission.VIEW_SUPPLY;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.Authenticated;
import io.slipway.account.Needs;
import io.slipway.supply.ScopeAddress;
import io.slipway.web.Versions;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/" + ScopeAddress.PATH + "/certificates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Certificates",
        description =
                "CA certificates of a scope: below scopes/ for its operator, below supply/ for a manufacturer that"
                        + " may supply it and sees what it brought")
public class CertificateApi {
    static final String PEM = "application/x-pem-file";
    private static final String DER = "application/pkix-cert";

    /** A certificate to bring, or several. */
    public record UploadBody(
            @Schema(
                            description =
                                    "1 to 64 letters, digits or . - _; without it, the common name; not for a bundle",
                            examples = "acme-devices-ca")
                    String name,
            @Schema(
                            description = "PEM, or Base64 of DER or PEM",
                            examples = "-----BEGIN CERTIFICATE-----\nMIIB…\n-----END CERTIFICATE-----\n")
                    String certificate) {}

    /** What became of each certificate of an upload. */
    public record UploadView(List<ResultView> results) {}

    /** What became of one certificate of an upload. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ResultView(
            @Schema(description = "Its place in the upload, from 1", examples = "1") int number,
            @Schema(examples = "CN=Acme Devices CA") String subject,
            @Schema(description = "Absent when it was refused") CertificateView certificate,
            List<Remark> remarks) {
        static ResultView of(UploadResult result) {
            return new ResultView(
                    result.number(),
                    result.subject(),
                    result.isSaved() ? CertificateView.of(result.certificate()) : null,
                    result.remarks());
        }
    }

    /** A certificate's new name. */
    public record NameBody(@Schema(examples = "acme-devices-ca-2027") String name) {}

    private final Certificates certificates;
    private final Uploads uploads;

    CertificateApi(Certificates certificates, Uploads uploads) {
        this.certificates = certificates;
        this.uploads = uploads;
    }

    @GET
    @Needs(value = VIEW_CERTIFICATES, supplying = VIEW_SUPPLY)
    @Operation(summary = "List a scope's certificates", description = "By name, 100 to a page.")
    public CertificateListView list(
            @BeanParam ScopeAddress scope,
            @QueryParam("state") String state,
            @Parameter(description = "Part of the name, of the subject, or the beginning of a thumbprint")
                    @QueryParam("q")
                    String query,
            @QueryParam("after") CertificateId after) {
        return CertificateListView.of(certificates.all(scope, CertificateFilter.of(state, query, after)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(value = MANAGE_CERTIFICATES, supplying = SUPPLY)
    @Operation(
            summary = "Bring CA certificates",
            description =
                    "One or a bundle; each becomes a certificate of its own, unverified. Answers 201 when at least"
                            + " one was saved, with what became of each; 422 when none was.")
    @APIResponseSchema(value = UploadView.class, responseCode = "201")
    public Response upload(@BeanParam ScopeAddress scope, UploadBody body) {
        return upload(scope, new CertificateUpload(body == null ? null : body.name(), bytes(body)));
    }

    @POST
    @Consumes({PEM, DER})
    @Needs(value = MANAGE_CERTIFICATES, supplying = SUPPLY)
    @Operation(summary = "Bring CA certificates as a file", description = "The file is the body.")
    @APIResponseSchema(value = UploadView.class, responseCode = "201")
    public Response uploadFile(@BeanParam ScopeAddress scope, @QueryParam("name") String name, byte[] file) {
        return upload(scope, new CertificateUpload(name, file));
    }

    @GET
    @Path("{name}")
    @Needs(value = VIEW_CERTIFICATES, supplying = VIEW_SUPPLY)
    @Operation(summary = "Read a certificate")
    @APIResponseSchema(CertificateView.class)
    public Response get(@BeanParam ScopeAddress scope, @PathParam("name") String name) {
        return tagged(certificates.get(scope, name).certificate());
    }

    @GET
    @Path("{name}/file")
    @Produces(PEM)
    @Needs(value = VIEW_CERTIFICATES, supplying = VIEW_SUPPLY)
    @Operation(summary = "Download a certificate", description = "As PEM.")
    public String download(@BeanParam ScopeAddress scope, @PathParam("name") String name) {
        return Pem.of(certificates.get(scope, name).certificate().der());
    }

    @GET
    @Path("{name}/uses")
    @Needs(value = VIEW_CERTIFICATES, supplying = VIEW_SUPPLY)
    @Operation(summary = "List what depends on a certificate", description = "While there is anything, it stays.")
    public List<CertificateUse> uses(@BeanParam ScopeAddress scope, @PathParam("name") String name) {
        return certificates.get(scope, name).uses();
    }

    @PUT
    @Path("{name}")
    @Needs(value = MANAGE_CERTIFICATES, supplying = SUPPLY)
    @Operation(summary = "Rename a certificate", description = "With If-Match, only if nobody changed it meanwhile.")
    @APIResponseSchema(CertificateView.class)
    public Response rename(
            @BeanParam ScopeAddress scope,
            @PathParam("name") String name,
            @HeaderParam("If-Match") String ifMatch,
            NameBody body) {
        String newName = body == null ? null : body.name();
        return tagged(certificates.rename(scope, name, newName, Versions.fromIfMatch(ifMatch)));
    }

    @DELETE
    @Path("{name}")
    @Needs(value = MANAGE_CERTIFICATES, supplying = SUPPLY)
    @Operation(summary = "Delete a certificate", description = "Refused while anything depends on it.")
    public void delete(
            @BeanParam ScopeAddress scope, @PathParam("name") String name, @HeaderParam("If-Match") String ifMatch) {
        certificates.delete(scope, name, Versions.fromIfMatch(ifMatch));
    }

    static Response tagged(CertificateFacts facts) {
        CertificateView view = CertificateView.of(facts);
        return Response.ok(view).header("ETag", view.etag()).build();
    }

    private Response upload(ScopeAddress scope, CertificateUpload upload) {
        List<ResultView> results =
                uploads.save(scope, upload).stream().map(ResultView::of).toList();
        return Response.created(URI.create("/api/v1" + scope.path() + "/certificates"))
                .entity(new UploadView(results))
                .build();
    }

    private static byte[] bytes(UploadBody body) {
        return body == null || body.certificate() == null
                ? new byte[0]
                : body.certificate().getBytes(StandardCharsets.UTF_8);
    }
}
