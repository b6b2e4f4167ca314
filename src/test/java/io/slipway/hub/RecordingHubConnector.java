package io.slipway.hub;

import io.slipway.spi.HubConnector;
import io.slipway.spi.HubHealth;
import io.slipway.spi.HubIdentity;
import io.slipway.spi.HubTarget;
import io.slipway.spi.HubTwin;
import io.slipway.spi.HubUnavailable;
import io.slipway.spi.HubWrite;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** An outside hub as tests need it: notes what it was given, and is away when told so. */
@ApplicationScoped
public class RecordingHubConnector implements HubConnector {
    private final Map<String, String> settings = new ConcurrentHashMap<>();
    private final Map<String, String> away = new ConcurrentHashMap<>();

    String lastSettings(String hostName) {
        return settings.get(hostName);
    }

    void takeAway(String hostName, String why) {
        away.put(hostName, why);
    }

    void bringBack(String hostName) {
        away.remove(hostName);
    }

    @Override
    public String name() {
        return "recording";
    }

    @Override
    public String label() {
        return "Recording hub";
    }

    @Override
    public String settingsSchema() {
        return """
                {"type": "object", "required": ["region", "key"], "properties": {
                  "region": {"type": "string", "title": "Region", "description": "Where the hub is.", "enum": ["eu", "us"]},
                  "path": {"type": "string", "title": "Path", "pattern": "^/", "maxLength": 20, "description": "Begin with a slash."},
                  "timeout": {"type": "integer", "title": "Timeout", "minimum": 1, "maximum": 60, "default": 5},
                  "share": {"type": "number", "title": "Share", "maximum": 1, "minimum": 0},
                  "verify": {"type": "boolean", "title": "Check its certificate", "default": true},
                  "key": {"type": "string", "title": "Key", "writeOnly": true, "minLength": 8}}}""";
    }

    @Override
    public CompletionStage<HubHealth> check(HubTarget hub) {
        settings.put(hub.hostName(), hub.settingsJson());
        String why = away.get(hub.hostName());
        return why == null
                ? CompletableFuture.completedFuture(new HubHealth(true, "It answered."))
                : CompletableFuture.failedFuture(new HubUnavailable(why, null));
    }

    @Override
    public CompletionStage<List<HubWrite>> put(HubTarget hub, List<HubIdentity> identities) {
        return CompletableFuture.completedFuture(identities.stream()
                .map(identity -> HubWrite.done(identity.deviceId()))
                .toList());
    }

    @Override
    public CompletionStage<List<HubWrite>> remove(HubTarget hub, List<String> deviceIds) {
        return CompletableFuture.completedFuture(
                deviceIds.stream().map(HubWrite::done).toList());
    }

    @Override
    public CompletionStage<List<HubTwin>> twins(HubTarget hub, List<String> deviceIds) {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<List<HubWrite>> enable(HubTarget hub, List<String> deviceIds, boolean enabled) {
        return CompletableFuture.completedFuture(
                deviceIds.stream().map(HubWrite::done).toList());
    }

    @Override
    public CompletionStage<HubWrite> changeDesired(
            HubTarget hub, String deviceId, String desiredJson, int expectedVersion) {
        return CompletableFuture.completedFuture(HubWrite.done(deviceId));
    }
}
