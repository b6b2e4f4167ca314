package io.slipway.console;

import io.slipway.web.Shell;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Remembers in the browser which account a person worked in, so that the next log-in leads there. */
class LastAccount {
    private static final String NAME = "slipway_account";
    private static final int A_YEAR = (int) Duration.ofDays(365).toSeconds();
    private final Shell shell;
    private final boolean https;

    LastAccount(Shell shell, @ConfigProperty(name = "slipway.portal-url") String portal) {
        this.shell = shell;
        this.https = portal.startsWith("https:");
    }

    @ServerResponseFilter
    void remember(ContainerRequestContext request, ContainerResponseContext response) {
        Optional<String> slug = shell.account().map(Shell.Account::slug);
        if (response.getStatus() == 200
                && slug.isPresent()
                && !slug.equals(in(request.getCookies().get(NAME)))) {
            NewCookie cookie = new NewCookie.Builder(NAME)
                    .value(slug.get())
                    .path("/")
                    .maxAge(A_YEAR)
                    .httpOnly(true)
                    .secure(https)
                    .sameSite(NewCookie.SameSite.LAX)
                    .build();
            response.getHeaders().add("Set-Cookie", cookie);
        }
    }

    static Optional<String> in(Cookie cookie) {
        return Optional.ofNullable(cookie).map(Cookie::getValue);
    }
}
