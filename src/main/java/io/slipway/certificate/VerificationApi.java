package io.slipway.certificate;

import static io.slipway.account.Permission.MANAGE_CERTIFICATES;
import static io.slipway.account.Permission.SUPPLY;

import io.quarkus.security.Authenticated;
import io.slipway.account.Needs;
import io.slipway.supply.ScopeAddress;
import io.slipway.web.Versions;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/" + ScopeAddress.PATH + "/certificates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Proof of possession",
        description = "Until its owner has proved to hold its key, a CA authenticates no device")
public class VerificationApi {
    /** A certificate that the CA signed, with the verification code as its common name. */
    public record ProofBody(
            @Schema(
                            description = "PEM, or Base64 of DER or PEM",
                            examples = "-----BEGIN CERTIFICATE-----\nMIIB…\n-----END CERTIFICATE-----\n")
                    String certificate) {}

    /** Why a verification is withdrawn. */
    public record WithdrawalBody(@Schema(examples = "The key was copied to a laptop that was stolen") String reason) {}

    private final Verifications verifications;

    VerificationApi(Verifications verifications) {
        this.verifications = verifications;
    }

    @POST
    @Path("{name}/verification-codes")
    @Needs(value = MANAGE_CERTIFICATES, supplying = SUPPLY)
    @Operation(
            summary = "Get a verification code",
            description = "A fresh one each time; the one before no longer counts. Sign a certificate with the code as"
                    + " its common name by the CA's key.")
    @APIResponseSchema(CertificateView.class)
    public Response issueCode(
            @BeanParam ScopeAddress scope, @PathParam("name") String name, @HeaderParam("If-Match") String ifMatch) {
        return CertificateApi.tagged(verifications.issueCode(scope, name, Versions.fromIfMatch(ifMatch)));
    }

    @POST
    @Path("{name}/verifications")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(value = MANAGE_CERTIFICATES, supplying = SUPPLY)
    @Operation(
            summary = "Prove possession of the CA's key",
            description = "The answer to a refusal says which failed: signature, common name, issuer or validity.")
    @APIResponseSchema(CertificateView.class)
    public Response verify(
            @BeanParam ScopeAddress scope,
            @PathParam("name") String name,
            @HeaderParam("If-Match") String ifMatch,
            ProofBody body) {
        String text = body == null || body.certificate() == null ? "" : body.certificate();
        return verify(scope, name, ifMatch, text.getBytes(StandardCharsets.UTF_8));
    }

    @POST
    @Path("{name}/verifications")
    @Consumes({CertificateApi.PEM, "application/pkix-cert"})
    @Needs(value = MANAGE_CERTIFICATES, supplying = SUPPLY)
    @Operation(summary = "Prove possession of the CA's key with a file", description = "The file is the body.")
    @APIResponseSchema(CertificateView.class)
    public Response verifyFile(
            @BeanParam ScopeAddress scope,
            @PathParam("name") String name,
            @HeaderParam("If-Match") String ifMatch,
            byte[] file) {
        return verify(scope, name, ifMatch, file);
    }

    @POST
    @Path("{name}/verification-withdrawals")
    @Needs(value = MANAGE_CERTIFICATES, supplying = SUPPLY)
    @Operation(
            summary = "Withdraw a verification",
            description = "The CA authenticates no device until possession is proved anew.")
    @APIResponseSchema(CertificateView.class)
    public Response withdraw(
            @BeanParam ScopeAddress scope,
            @PathParam("name") String name,
            @HeaderParam("If-Match") String ifMatch,
            WithdrawalBody body) {
        String reason = body == null ? null : body.reason();
        return CertificateApi.tagged(verifications.withdraw(scope, name, reason, Versions.fromIfMatch(ifMatch)));
    }

    private Response verify(ScopeAddress scope, String name, String ifMatch, byte[] proof) {
        return CertificateApi.tagged(verifications.verify(scope, name, proof, Versions.fromIfMatch(ifMatch)));
    }
}
