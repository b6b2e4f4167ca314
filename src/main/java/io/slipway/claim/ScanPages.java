package io.slipway.claim;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.web.Shell;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.List;

/** Where a scanned label leads, which cannot know whose phone it is. */
@Authenticated
@Path("/claim")
@Produces(MediaType.TEXT_HTML)
public class ScanPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance choose(List<Shell.Account> tenants, String code);
    }

    private final Shell shell;

    ScanPages(Shell shell) {
        this.shell = shell;
    }

    @GET
    @Authenticated
    public Response scanned(@QueryParam("code") String code) {
        List<Shell.Account> tenants = shell.accounts().stream()
                .filter(account -> account.capabilities().contains("tenant"))
                .toList();
        return tenants.size() == 1
                ? Response.seeOther(address(tenants.get(0), code)).build()
                : Response.ok(Templates.choose(tenants, code == null ? "" : code))
                        .build();
    }

    private static URI address(Shell.Account tenant, String code) {
        return UriBuilder.fromPath(tenant.url() + "/claim")
                .queryParam("code", code == null ? "" : code)
                .build();
    }
}
