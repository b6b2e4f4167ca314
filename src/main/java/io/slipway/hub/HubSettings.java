package io.slipway.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.security.Secrets;
import io.slipway.spi.HubTarget;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps a hub's settings: the open ones as JSON, the secret ones sealed. */
@ApplicationScoped
class HubSettings {
    private static final TypeReference<LinkedHashMap<String, Object>> OBJECT = new TypeReference<>() {};
    private final Secrets secrets;
    private final ObjectMapper json;

    HubSettings(Secrets secrets, ObjectMapper json) {
        this.secrets = secrets;
        this.json = json;
    }

    byte[] seal(HubId hub, Map<String, Object> secret) {
        return secret.isEmpty() ? null : secrets.seal(written(secret).getBytes(StandardCharsets.UTF_8), Hub.place(hub));
    }

    Map<String, Object> open(HubId hub, byte[] sealed) {
        return sealed == null
                ? Map.of()
                : read(new String(secrets.open(sealed, Hub.place(hub)), StandardCharsets.UTF_8));
    }

    HubTarget target(Hub hub) {
        return target(hub, complete(hub.id(), hub.settings(), hub.secrets()));
    }

    HubTarget target(Hub hub, String settingsJson) {
        return new HubTarget(hub.id().value(), hub.account().value(), hub.hostName(), settingsJson);
    }

    /** Open and secret settings together, as the connector takes them. */
    String complete(HubId hub, String settings, byte[] sealed) {
        if (sealed == null) {
            return settings;
        }
        Map<String, Object> all = read(settings);
        all.putAll(open(hub, sealed));
        return written(all);
    }

    Map<String, Object> read(String settings) {
        try {
            return json.readValue(settings, OBJECT);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored settings are JSON", e);
        }
    }

    String written(Map<String, Object> settings) {
        try {
            return json.writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("settings are plain values", e);
        }
    }
}
