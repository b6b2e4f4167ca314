package io.slipway.fleet;

import io.slipway.audit.Event;
import io.slipway.web.Change;
import java.util.Map;
import java.util.stream.Collectors;

/** What a device's story says of an event; what is in a twin is told by the twin's page alone. */
final class CustodySentence {
    private CustodySentence() {}

    static String of(Event event) {
        Map<String, Change> facts = event.changes().stream().collect(Collectors.toMap(Change::field, fact -> fact));
        return switch (event.action()) {
            case "device.leased" -> "From %s to %s, by the lease “%s”. %s"
                    .formatted(
                            after(facts, "from"),
                            after(facts, "holder"),
                            after(facts, "lease"),
                            after(facts, "credential"));
            case "device.returned" -> "From %s back to %s; it was leased by “%s”. %s %s"
                    .formatted(
                            after(facts, "from"),
                            after(facts, "holder"),
                            after(facts, "lease"),
                            after(facts, "hub"),
                            after(facts, "credential"));
            case "device.moved" -> moved(facts);
            case "device.disabled" -> "Reason: " + after(facts, "reason");
            default -> "";
        };
    }

    private static String moved(Map<String, Change> facts) {
        Change hub = facts.get("hub");
        String twin = after(facts, "twin").equals("migrated") ? "Its twin went along." : "Its twin began anew.";
        return hub == null ? twin : "From %s to %s. %s".formatted(hub.before(), hub.after(), twin);
    }

    private static String after(Map<String, Change> facts, String field) {
        Change fact = facts.get(field);
        return fact == null ? "" : fact.after();
    }
}
