package io.slipway.certificate;

import static io.slipway.account.Permission.VIEW_CERTIFICATES;
import static io.slipway.account.Permission.VIEW_SUPPLY;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.supply.Side;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/certificates")
@Tag(name = "Certificates")
public class AllCertificatesApi {
    private final Certificates certificates;

    AllCertificatesApi(Certificates certificates) {
        this.certificates = certificates;
    }

    @GET
    @Needs(VIEW_CERTIFICATES)
    @Operation(summary = "List the certificates of all the account's scopes", description = "By name, 100 to a page.")
    public CertificateListView own(
            @PathParam("account") AccountSlug account,
            @QueryParam("state") String state,
            @QueryParam("q") String query,
            @QueryParam("after") CertificateId after) {
        return list(account, Side.OPERATOR, CertificateFilter.of(state, query, after));
    }

    @GET
    @Path("brought")
    @Needs(VIEW_SUPPLY)
    @Operation(
            summary = "List the certificates the account brought as a manufacturer",
            description = "Into scopes it may supply, or could. By name, 100 to a page.")
    public CertificateListView brought(
            @PathParam("account") AccountSlug account,
            @QueryParam("state") String state,
            @QueryParam("q") String query,
            @QueryParam("after") CertificateId after) {
        return list(account, Side.SUPPLIER, CertificateFilter.of(state, query, after));
    }

    private CertificateListView list(AccountSlug account, Side side, CertificateFilter filter) {
        return CertificateListView.of(certificates.all(account, side, filter));
    }
}
