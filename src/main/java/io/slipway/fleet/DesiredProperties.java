package io.slipway.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slipway.enrollment.TwinRules;
import io.slipway.web.Change;
import io.slipway.web.RawJson;
import io.slipway.web.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The desired properties of a twin: what a change makes of them, and what differs. Numbers stay as they are written. */
record DesiredProperties(String text) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Throws unless a hub takes these. */
    static DesiredProperties of(RawJson entered) {
        Validation wrong = new Validation();
        TwinRules.checkDesired(entered, wrong);
        wrong.throwIfAny();
        return new DesiredProperties(entered.text());
    }

    /** As a JSON merge patch (RFC 7396): null removes a property, an object changes within, anything else replaces. */
    DesiredProperties merged(DesiredProperties patch) {
        return of(new RawJson(merged(read(text), read(patch.text)).toString()));
    }

    /** Property by property at the top level. */
    List<Change> changes(DesiredProperties after) {
        JsonNode old = read(text);
        JsonNode young = read(after.text);
        TreeSet<String> names = new TreeSet<>();
        old.fieldNames().forEachRemaining(names::add);
        young.fieldNames().forEachRemaining(names::add);
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            if (!old.path(name).equals(young.path(name))) {
                changes.add(new Change(name, said(old.path(name)), said(young.path(name))));
            }
        }
        return changes;
    }

    JsonNode json() {
        return read(text);
    }

    private static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = target.isObject() ? target.deepCopy() : JSON.createObjectNode();
        patch.fields().forEachRemaining(entry -> {
            if (entry.getValue().isNull()) {
                result.remove(entry.getKey());
            } else {
                result.set(entry.getKey(), merged(result.path(entry.getKey()), entry.getValue()));
            }
        });
        return result;
    }

    private static String said(JsonNode value) {
        return value.isMissingNode() ? "" : value.toString();
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("it was checked when it was entered", e);
        }
    }
}
