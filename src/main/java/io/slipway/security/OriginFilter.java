package io.slipway.security;

import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses unsafe requests that another site made a browser send. The session cookie is SameSite=Lax; this is the second
 * wall. A request with a bearer token carries no cookie's authority, so it is exempt.
 */
class OriginFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private final String portalOrigin;

    OriginFilter(@ConfigProperty(name = "slipway.portal-url") String portalUrl) {
        this.portalOrigin = portalUrl.replaceAll("/+$", "");
    }

    @ServerRequestFilter(priority = 500)
    void check(ContainerRequestContext request) {
        String authorization = request.getHeaderString("Authorization");
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7);
        if (!SAFE.contains(request.getMethod()) && !bearer && !isFromThePortal(request)) {
            throw new Problem(
                    ProblemType.CROSS_SITE,
                    "This request did not come from %s. Open that address in the browser and try again.",
                    portalOrigin);
        }
    }

    private boolean isFromThePortal(ContainerRequestContext request) {
        String origin = request.getHeaderString("Origin");
        String site = request.getHeaderString("Sec-Fetch-Site");
        return origin != null ? origin.equals(portalOrigin) : site != null && OWN_SITE.contains(site);
    }
}
