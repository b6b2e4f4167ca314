package io.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.CookieHandler;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser in which Northwind's operator is logged in. */
final class Portal {
    /** All for this one machine, and sent without TLS: a browser does so on localhost, the JDK's own cookies do not. */
    private static final class Cookies extends CookieHandler {
        private final Map<String, String> kept = new LinkedHashMap<>();

        @Override
        public Map<String, List<String>> get(URI address, Map<String, List<String>> headers) {
            String cookies = kept.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            return cookies.isEmpty() ? Map.of() : Map.of("Cookie", List.of(cookies));
        }

        @Override
        public void put(URI address, Map<String, List<String>> headers) {
            headers.getOrDefault("set-cookie", List.of()).stream()
                    .flatMap(header -> HttpCookie.parse(header).stream())
                    .forEach(cookie -> {
                        kept.remove(cookie.getName());
                        if (cookie.getMaxAge() != 0) {
                            kept.put(cookie.getName(), cookie.getValue());
                        }
                    });
        }
    }

    private static final Pattern FORM = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");
    private static final Pattern TIMING = Pattern.compile("total;dur=([0-9.]+)");
    private static final String USER = "operator@northwind.example";
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new Cookies())
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();
    private final String portal;

    Portal(Installation demo) throws IOException, InterruptedException {
        this.portal = demo.demo().path("portal").asText();
        HttpResponse<String> name = send(HttpRequest.newBuilder(URI.create(portal + "/login")));
        HttpResponse<String> secret = submit(name, "username=" + encoded(USER));
        submit(secret, "username=" + encoded(USER) + "&password=" + encoded(password(demo.demo())));
        page("");
    }

    /** How long a page took for whoever asked for it, and how much of that it was worked on or waited in Slipway; milliseconds. */
    record Taken(double client, double server) {}

    Taken page(String path) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(portal + "/a/northwind" + path)));
        if (page.statusCode() != 200 || !page.uri().getPath().startsWith("/a/")) {
            throw new IOException(path + " answered " + page.statusCode() + " from " + page.uri());
        }
        return new Taken((System.nanoTime() - begin) / 1e6, server(page));
    }

    private static double server(HttpResponse<String> page) {
        Matcher timing = TIMING.matcher(page.headers().firstValue("Server-Timing").orElse(""));
        if (!timing.matches()) {
            throw new IllegalStateException("Slipway does not say how long it took; is this an older one?");
        }
        return Double.parseDouble(timing.group(1));
    }

    private HttpResponse<String> submit(HttpResponse<String> page, String fields) throws IOException, InterruptedException {
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new IOException("No form on " + page.uri());
        }
        return send(HttpRequest.newBuilder(page.uri().resolve(form.group(1).replace("&amp;", "&")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString());
    }

    private static String password(JsonNode demo) {
        for (JsonNode account : demo.path("accounts")) {
            for (JsonNode user : account.path("users")) {
                if (user.path("name").asText().equals(USER)) {
                    return user.path("password").asText();
                }
            }
        }
        throw new IllegalStateException("demo.json names no " + USER + ".");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
