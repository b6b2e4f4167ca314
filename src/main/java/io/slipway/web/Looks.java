package io.slipway.web;

import io.quarkus.qute.TemplateExtension;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** How each state looks, the same on every page: a colour, an icon and, since colour alone says nothing, its words. */
@TemplateExtension(namespace = "look")
public final class Looks {
    // Written as the field writes them, in the middle of a sentence too.
    private static final Map<String, String> ABBREVIATIONS =
            Map.of("ca", "CA", "x509", "X.509", "tpm", "TPM", "id", "ID", "tls", "TLS", "https", "HTTPS");
    private static final Pattern ABBREVIATION =
            Pattern.compile("\\b(" + String.join("|", ABBREVIATIONS.keySet()) + ")\\b", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Look> ALL = new HashMap<>();

    static {
        add(
                "good",
                "check-circle",
                "enabled verified valid healthy assigned active accepted succeeded finished arrived connected");
        add("good", "check-circle", "approved leased");
        add(
                "wait",
                "hourglass",
                "assigning pending planned scheduled prepared switched released running queued proposed starting offered"
                        + " uploading");
        add("warning", "exclamation-triangle", "expiring unverified degraded ending partial stale paused slow");
        add("bad", "x-circle", "failed expired unhealthy revoked refused rejected blocked terminated unavailable");
        add(
                "off",
                "slash-circle",
                "disabled unassigned closed ended withdrawn declined cancelled cancelling skipped archived removed returned none");
        add("off", "question-circle", "unknown never");
    }

    private Looks() {}

    /** The word as text, its tone and its icon. */
    public record Look(String tone, String icon) {}

    public static Look of(Object state) {
        return ALL.getOrDefault(key(state), new Look("off", "circle"));
    }

    /** The icon of a notice. */
    public static String notice(String kind) {
        return switch (kind) {
            case "success" -> "check-circle";
            case "warning", "danger" -> "exclamation-triangle";
            default -> "info-circle";
        };
    }

    /** The icon of an empty state. */
    public static String empty(String kind) {
        return switch (kind) {
            case "no-results" -> "search";
            case "no-permission" -> "lock";
            default -> "inbox";
        };
    }

    /** {@code NOT_VERIFIED} and {@code notVerified} as "Not verified". */
    public static String words(Object state) {
        String text =
                String.valueOf(state).replaceAll("([a-z])([A-Z])", "$1 $2").replaceAll("[_-]+", " ");
        String lower = text.toLowerCase(Locale.ROOT);
        String sentence = lower.isEmpty() ? "" : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
        return ABBREVIATION
                .matcher(sentence)
                .replaceAll(found -> ABBREVIATIONS.get(found.group().toLowerCase(Locale.ROOT)));
    }

    private static String key(Object state) {
        return String.valueOf(state).toLowerCase(Locale.ROOT);
    }

    private static void add(String tone, String icon, String states) {
        for (String state : states.split(" ")) {
            ALL.put(state, new Look(tone, icon));
        }
    }
}
