package io.slipway.security;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Headers of every answer of the portal, static files and errors included. */
@ApplicationScoped
class SecurityHeaders {
    private final String contentSecurityPolicy;
    private final boolean https;

    SecurityHeaders(
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") String keycloak,
            @ConfigProperty(name = "slipway.portal-url") String portal) {
        URI login = URI.create(keycloak);
        // form-action follows redirects: a form posted after the session ended is sent on to the log-in page.
        this.contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                + " font-src 'self'; connect-src 'self'; form-action 'self' " + login.getScheme() + "://"
                + login.getAuthority() + "; base-uri 'none'; frame-ancestors 'none'";
        this.https = portal.startsWith("https:");
    }

    void onEveryAnswer(@Observes Router router) {
        router.route().order(-10_000).handler(this::add);
    }

    private void add(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.putHeader("Content-Security-Policy", contentSecurityPolicy)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("X-Frame-Options", "DENY")
                .putHeader("Referrer-Policy", "same-origin")
                .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin")
                .putHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        if (https) {
            response.putHeader("Strict-Transport-Security", "max-age=31536000");
        }
        if (!context.request().path().startsWith("/static/")
                && !context.request().path().startsWith("/webjars/")) {
            response.putHeader("Cache-Control", "no-store");
        }
        context.next();
    }
}
