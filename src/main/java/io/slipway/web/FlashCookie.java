package io.slipway.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Carries what was said before a redirect to the page after it, once. */
class FlashCookie {
    private static final String NAME = "slipway_flash";
    private static final Set<String> KINDS = Set.of("success", "info", "warning", "danger");
    // A cookie is limited to 4 KB, and the text is percent-encoded in it.
    private static final int LONGEST = 1000;

    private final Shell shell;

    FlashCookie(Shell shell) {
        this.shell = shell;
    }

    @ServerRequestFilter
    void read(ContainerRequestContext request) {
        Cookie cookie = request.getCookies().get(NAME);
        String[] parts = cookie == null ? new String[0] : cookie.getValue().split("\\.", 2);
        if (parts.length == 2 && KINDS.contains(parts[0]) && asksForAPage(request)) {
            shell.say(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
    }

    @ServerResponseFilter
    void write(ContainerRequestContext request, ContainerResponseContext response) {
        boolean redirects = response.getStatus() / 100 == 3;
        if (redirects && shell.flash().isPresent()) {
            add(request, response, encoded(shell.flash().get()), 60);
        } else if (request.getCookies().containsKey(NAME) && asksForAPage(request)) {
            add(request, response, "", 0);
        }
    }

    // A fragment has no place for a message; it must not swallow one either.
    private static boolean asksForAPage(ContainerRequestContext request) {
        return request.getHeaderString("HX-Request") == null;
    }

    private static String encoded(Shell.Flash flash) {
        String message = flash.message();
        String fitting = message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message;
        return flash.kind() + "." + URLEncoder.encode(fitting, StandardCharsets.UTF_8);
    }

    private static void add(ContainerRequestContext request, ContainerResponseContext response, String value, int age) {
        NewCookie cookie = new NewCookie.Builder(NAME)
                .value(value)
                .path("/")
                .maxAge(age)
                .httpOnly(true)
                .secure(request.getUriInfo().getRequestUri().getScheme().equals("https"))
                .sameSite(NewCookie.SameSite.LAX)
                .build();
        response.getHeaders().add("Set-Cookie", cookie);
    }
}
