package io.slipway.certificate;

import static io.slipway.account.Permission.VIEW_CERTIFICATES;
import static io.slipway.account.Permission.VIEW_SUPPLY;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.account.Needs;
import io.slipway.supply.Side;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** The certificates of all scopes: the operator's own, and those a manufacturer brought to others. */
@Authenticated
@Path("/a/{account}/certificates")
@Produces(MediaType.TEXT_HTML)
public class AllCertificatesPages {
    private final Certificates certificates;
    private final Acting acting;

    AllCertificatesPages(Certificates certificates, Acting acting) {
        this.certificates = certificates;
        this.acting = acting;
    }

    @GET
    @Needs(VIEW_CERTIFICATES)
    public TemplateInstance own(
            @PathParam("account") AccountSlug account,
            @QueryParam("state") String state,
            @QueryParam("q") String query,
            @QueryParam("after") CertificateId after) {
        return list(account, Side.OPERATOR, CertificateFilter.of(state, query, after));
    }

    @GET
    @Path("brought")
    @Needs(VIEW_SUPPLY)
    public TemplateInstance brought(
            @PathParam("account") AccountSlug account,
            @QueryParam("state") String state,
            @QueryParam("q") String query,
            @QueryParam("after") CertificateId after) {
        return list(account, Side.SUPPLIER, CertificateFilter.of(state, query, after));
    }

    private TemplateInstance list(AccountSlug account, Side side, CertificateFilter filter) {
        boolean bothSides = acting.may(account, VIEW_CERTIFICATES) && acting.may(account, VIEW_SUPPLY);
        CertificateList list = certificates.all(account, side, filter);
        return CertificatePages.Templates.list(new CertificateTable(account, side, null, list, null, bothSides));
    }
}
