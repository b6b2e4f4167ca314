package io.slipway.testing;

import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Cookies as a browser keeps them on localhost: by host and path, and secure ones also without TLS, which the JDK's own
 * cookie manager would hold back. Several threads may ask with them at once.
 */
final class Cookies {
    private final List<Kept> all;

    Cookies(List<Kept> kept) {
        all = new ArrayList<>(kept);
    }

    synchronized List<Kept> all() {
        return List.copyOf(all);
    }

    record Kept(String host, int port, HttpCookie cookie) {
        boolean isSame(Kept other) {
            return cookie.equals(other.cookie) && host.equals(other.host) && port == other.port;
        }

        boolean goesTo(URI address) {
            String path = cookie.getPath() == null ? "/" : cookie.getPath();
            return host.equals(address.getHost())
                    && port == address.getPort()
                    && address.getPath().startsWith(path);
        }
    }

    synchronized void keep(URI address, HttpHeaders headers) {
        for (String header : headers.allValues("Set-Cookie")) {
            for (HttpCookie cookie : HttpCookie.parse(header)) {
                keep(new Kept(address.getHost(), address.getPort(), cookie));
            }
        }
    }

    private void keep(Kept cookie) {
        all.removeIf(cookie::isSame);
        if (!cookie.cookie().hasExpired()) {
            all.add(cookie);
        }
    }

    synchronized Optional<String> of(URI address) {
        String header = all.stream()
                .filter(kept -> kept.goesTo(address))
                .map(kept -> kept.cookie().getName() + "=" + kept.cookie().getValue())
                .collect(Collectors.joining("; "));
        return header.isEmpty() ? Optional.empty() : Optional.of(header);
    }
}
