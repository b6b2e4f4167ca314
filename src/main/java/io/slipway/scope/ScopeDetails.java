package io.slipway.scope;

import io.slipway.web.Validation;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people set on a scope. */
public record ScopeDetails(
        @Schema(description = "1 to 64 characters, once per account", examples = "Europe") String name,
        @Schema(
                        description = "How hubs are chosen unless an enrollment says otherwise",
                        examples = "hashed",
                        enumeration = {"hashed", "static"})
                String allocationPolicy) {
    public static final List<String> POLICIES = List.of("hashed", "static");

    public ScopeDetails {
        name = name == null ? "" : name.strip();
        allocationPolicy = allocationPolicy == null || allocationPolicy.isBlank() ? "hashed" : allocationPolicy;
    }

    void check() {
        new Validation()
                .require(!name.isEmpty(), "name", "Give the scope a name.")
                .require(name.length() <= 64, "name", "Shorten the name to 64 characters or fewer.")
                .require(
                        POLICIES.contains(allocationPolicy),
                        "allocationPolicy",
                        "Choose hashed or static; geoLatency and custom are not available as a scope's policy.")
                .throwIfAny();
    }
}
