package io.slipway.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses of static files that change when their content does, so that a browser may keep them for ever. Templates read it
 * as {@code inject:assets}.
 */
@ApplicationScoped
@Named("assets")
public class Assets {
    private static final Pattern CSS_IMPORT = Pattern.compile("@import url\\(\"([^\"]+)\"\\) layer\\((\\w+)\\);");
    private static final Pattern JS_IMPORT = Pattern.compile("import [^;]*?\"\\./([^\"]+)\";");
    // Repeated or misplaced once a file is inside another.
    private static final Pattern NOT_WHEN_INLINED =
            Pattern.compile("@charset \"[^\"]*\";|/\\*# sourceMappingURL=[^*]*\\*/");
    // Neither eval nor inline style: the Content-Security-Policy forbids both. No history cache: it would keep pages in
    // the browser.
    private static final String HTMX_CONFIG =
            """
            {"includeIndicatorStyles": false, "allowEval": false, "historyCacheSize": 0, "refreshOnHistoryMiss": true,
             "responseHandling": [{"code": "204", "swap": false}, {"code": "[23]..", "swap": true},
             {"code": "422", "swap": true}, {"code": "[45]..", "swap": false, "error": true}]}""";
    private static final String ROOT = "META-INF/resources";

    private final Map<String, String> versions = new ConcurrentHashMap<>();

    /** {@code css/app.css} as {@code /static/0f3a…/css/app.css}; its relative imports carry the version along. */
    public String url(String path) {
        return "/static/" + versions.computeIfAbsent(path, this::version) + "/" + path;
    }

    public String htmxConfig() {
        return HTMX_CONFIG;
    }

    void serve(@Observes Router router) {
        router.routeWithRegex("/static/[0-9a-f]{12}/css/app\\.css")
                .order(-9_001)
                .handler(this::stylesheet);
        router.routeWithRegex("/static/[0-9a-f]{12}/(?<file>.+)")
                .order(-9_000)
                .handler(context -> context.reroute("/static/" + context.pathParam("file")));
    }

    /** The style sheet with its imports put in, so that a page asks once. */
    String stylesheet() {
        return CSS_IMPORT
                .matcher(read("/static/css/app.css"))
                .replaceAll(found -> "@layer " + found.group(2) + " {\n"
                        + Matcher.quoteReplacement(imported(found.group(1))) + "\n}");
    }

    private void stylesheet(RoutingContext context) {
        context.response()
                .putHeader("Content-Type", "text/css;charset=UTF-8")
                .putHeader("Cache-Control", "public, immutable, max-age=31536000")
                .end(stylesheet());
    }

    private String imported(String address) {
        String text = read(address.startsWith("/") ? address : "/static/css/" + address);
        return NOT_WHEN_INLINED.matcher(text).replaceAll("");
    }

    private String version(String path) {
        String content = path.equals("css/app.css") ? stylesheet() : withImports(path);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private String withImports(String path) {
        StringBuilder all = new StringBuilder(read("/static/" + path));
        if (path.endsWith(".js")) {
            String folder = path.substring(0, path.lastIndexOf('/') + 1);
            JS_IMPORT
                    .matcher(all.toString())
                    .results()
                    .forEach(found -> all.append(withImports(folder + found.group(1))));
        }
        return all.toString();
    }

    private static String read(String address) {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(ROOT + address)) {
            if (in == null) {
                throw new IllegalStateException("There is no static file " + address);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
