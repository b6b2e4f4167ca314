package io.slipway.hub;

import io.slipway.web.Validation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people set on a hub. */
public record HubDetails(
        @Schema(
                        description = "1 to 40 letters, digits and dashes, once per account; never changed later",
                        examples = "west")
                String name,
        @Schema(description = "How Slipway reaches the hub, by default built-in", examples = "built-in")
                String connector,
        @Schema(
                        description =
                                "What devices connect to; only for connectors other than built-in, which names its own",
                        examples = "west.example.org")
                String hostName,
        @Schema(description = "What the connector's settings schema asks for", examples = "{}")
                Map<String, Object> settings,
        @Schema(
                        description =
                                "How many devices may be there at most, 1 to 100,000,000; null for no limit. Companies"
                                        + " that share the hub see it; plans keep to it, single registrations do not",
                        examples = "50000")
                Integer capacity) {
    private static final int LARGEST = 100_000_000;

    public HubDetails {
        name = name == null ? "" : name.strip();
        connector = connector == null || connector.isBlank() ? "built-in" : connector.strip();
        hostName = hostName == null || hostName.isBlank() ? null : hostName.strip();
        settings = settings == null ? Map.of() : new LinkedHashMap<>(settings);
    }

    static void checkCapacity(Integer capacity) {
        new Validation()
                .require(
                        capacity == null || capacity >= 1 && capacity <= LARGEST,
                        "capacity",
                        "Give a capacity from 1 to 100,000,000, or none.")
                .throwIfAny();
    }

    void checkName() {
        new Validation()
                .require(!name.isEmpty(), "name", "Give the hub a name.")
                .require(
                        !name.equalsIgnoreCase("new"),
                        "name",
                        "Choose another name: the page that creates hubs has this one.")
                .require(
                        HubName.isValid(name),
                        "name",
                        "Use 1 to 40 letters, digits or dashes in the name, a dash neither first nor last.")
                .throwIfAny();
    }

    /** Kept from logs, since settings may hold secrets. */
    @Override
    public String toString() {
        return name;
    }
}
