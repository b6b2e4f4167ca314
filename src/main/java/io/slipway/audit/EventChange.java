package io.slipway.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One field that an act changed; an empty text means that there was, or is, nothing. */
public record EventChange(String field, String before, String after) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<EventChange> between(String before, String after) {
        JsonNode old = read(before);
        JsonNode now = read(after);
        List<EventChange> changes = new ArrayList<>();
        if (old.isObject() || now.isObject()) {
            for (String field : fields(old, now)) {
                addIfDifferent(changes, field, old.path(field), now.path(field));
            }
        } else {
            addIfDifferent(changes, "value", old, now);
        }
        return List.copyOf(changes);
    }

    private static void addIfDifferent(List<EventChange> changes, String field, JsonNode old, JsonNode now) {
        String before = text(old);
        String after = text(now);
        if (!before.equals(after)) {
            changes.add(new EventChange(field, before, after));
        }
    }

    private static Set<String> fields(JsonNode old, JsonNode now) {
        Set<String> fields = new LinkedHashSet<>();
        old.fieldNames().forEachRemaining(fields::add);
        now.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    private static String text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        } else {
            return value.isTextual() ? value.textValue() : value.toString();
        }
    }

    private static JsonNode read(String json) {
        try {
            return json == null ? JSON.missingNode() : JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database holds well-formed JSON", e);
        }
    }
}
