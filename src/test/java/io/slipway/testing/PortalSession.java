package io.slipway.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipway.demo.SampleCompanies;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's browser without JavaScript: keeps cookies, follows redirections, fills in Keycloak's log-in forms. */
public final class PortalSession {
    private static final Pattern FORM = Pattern.compile("<form[^>]*\\saction=\"([^\"]+)\"");
    private static final int MOST_REDIRECTIONS = 12;
    private static final Map<String, List<Cookies.Kept>> LOGGED_IN = new ConcurrentHashMap<>();
    private final Cookies cookies;

    private PortalSession(List<Cookies.Kept> cookies) {
        this.cookies = new Cookies(cookies);
    }

    /** What came back in the end, and from where. */
    public record Page(URI address, int status, String body, HttpResponse<String> response) {
        public boolean asksToLogIn() {
            return address.getPath().startsWith("/realms/slipway/") && body.contains("kc-form-login");
        }
    }

    public static PortalSession anonymous() {
        return new PortalSession(List.of());
    }

    /** Logged in as a sample user, {@code operator@northwind.example} say, now or by an earlier test: do not log it out. */
    public static PortalSession as(String user) {
        PortalSession kept = new PortalSession(LOGGED_IN.getOrDefault(user, List.of()));
        PortalSession session = kept.get("/accounts").asksToLogIn() ? loggedIn(user) : kept;
        LOGGED_IN.put(user, session.cookies.all());
        return session;
    }

    private static PortalSession loggedIn(String user) {
        PortalSession session = anonymous();
        if (session.logIn("/login", user, SampleCompanies.PASSWORD).asksToLogIn()) {
            throw new AssertionError("Keycloak did not let " + user + " in.");
        }
        return session;
    }

    /** From a page that asks for it; Keycloak asks for the name on a first page and the password on a second. */
    public Page logIn(String path, String user, String password) {
        Page name = get(path);
        if (!name.asksToLogIn()) {
            throw new AssertionError(path + " did not ask to log in but answered " + name.status());
        }
        Page secret = submit(name, Map.of("username", user));
        return secret.asksToLogIn() ? submit(secret, Map.of("username", user, "password", password)) : secret;
    }

    public Page get(String path) {
        return follow(HttpRequest.newBuilder(portal(path)).GET());
    }

    /** As a form of the portal itself is sent. */
    public Page post(String path, Map<String, String> form) {
        return follow(
                form(portal(path), form).header("Origin", Stack.portalUrl()).header("Sec-Fetch-Site", "same-origin"));
    }

    /** As a form of the portal is sent that has one file, in the field {@code file}. */
    public Page upload(String path, Map<String, String> form, byte[] file) {
        String boundary = "boundary-of-the-parts";
        String fields = form.entrySet().stream()
                .map(field -> "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(boundary, field.getKey(), field.getValue()))
                .collect(Collectors.joining());
        String begin = "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"devices.csv\"\r\n"
                        .formatted(boundary)
                + "Content-Type: text/csv\r\n\r\n";
        byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(UTF_8);
        return follow(HttpRequest.newBuilder(portal(path))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("Origin", Stack.portalUrl())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofByteArrays(List.of((fields + begin).getBytes(UTF_8), file, end))));
    }

    /** Without redirections and with whatever the test puts into it, such as a foreign origin. */
    public HttpResponse<String> send(HttpRequest.Builder request) {
        URI address = request.build().uri();
        cookies.of(address).ifPresent(header -> request.setHeader("Cookie", header));
        HttpResponse<String> response = Http.send(request.build());
        cookies.keep(address, response.headers());
        return response;
    }

    public static URI portal(String path) {
        return URI.create(Stack.portalUrl()).resolve(path);
    }

    private Page submit(Page page, Map<String, String> fields) {
        Matcher form = FORM.matcher(page.body());
        if (!form.find()) {
            throw new AssertionError("No form on " + page.address());
        }
        return follow(form(page.address().resolve(form.group(1).replace("&amp;", "&")), fields));
    }

    private static HttpRequest.Builder form(URI address, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private Page follow(HttpRequest.Builder first) {
        URI address = first.build().uri();
        HttpResponse<String> response = send(first.header("Accept", "text/html,*/*;q=0.8"));
        for (int i = 0; isRedirection(response) && i < MOST_REDIRECTIONS; i++) {
            address = address.resolve(response.headers().firstValue("Location").orElseThrow());
            response = send(HttpRequest.newBuilder(address)
                    .header("Accept", "text/html,*/*;q=0.8")
                    .GET());
        }
        return new Page(address, response.statusCode(), response.body(), response);
    }

    private static boolean isRedirection(HttpResponse<String> response) {
        return response.statusCode() / 100 == 3
                && response.headers().firstValue("Location").isPresent();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
