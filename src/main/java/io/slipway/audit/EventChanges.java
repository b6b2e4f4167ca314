package io.slipway.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.slipway.web.Change;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What differs between an object before and after an act, field by field. */
final class EventChanges {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventChanges() {}

    static List<Change> between(String before, String after) {
        JsonNode old = read(before);
        JsonNode now = read(after);
        List<Change> changes = new ArrayList<>();
        if (old.isObject() || now.isObject()) {
            for (String field : fields(old, now)) {
                addIfDifferent(changes, field, old.path(field), now.path(field));
            }
        } else {
            addIfDifferent(changes, "value", old, now);
        }
        return List.copyOf(changes);
    }

    private static void addIfDifferent(List<Change> changes, String field, JsonNode old, JsonNode now) {
        String before = text(old);
        String after = text(now);
        if (!before.equals(after)) {
            changes.add(new Change(field, before, after));
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

    /** JSON that this reader refuses, such as a number of a thousand digits, is shown as no change rather than as a failed page. */
    private static JsonNode read(String json) {
        try {
            return json == null ? MissingNode.getInstance() : JSON.readTree(json);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
