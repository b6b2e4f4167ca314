package io.slipway.enrollment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slipway.web.RawJson;
import io.slipway.web.Validation;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What a hub takes as an initial twin (protocol section 5.6), judged without changing the text. */
public final class TwinRules {
    private static final int TAGS_BYTES = 8 * 1024;
    private static final int DESIRED_BYTES = 32 * 1024;
    private static final int DEPTH = 10;
    private static final int DIGITS = 300;
    private static final ObjectReader STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(JsonNode.class);

    private TwinRules() {}

    static void checkTwin(RawJson twin, Validation wrong) {
        parsed(twin, "initialTwin", "initial twin", wrong).ifPresent(root -> {
            checkObject(root.path("tags"), "The tags", TAGS_BYTES, "8 KB", "initialTwin", wrong);
            JsonNode properties = root.path("properties");
            wrong.require(
                    properties.isMissingNode() || properties.isObject(),
                    "initialTwin",
                    "The properties of the initial twin are a JSON object with \"desired\" in it.");
            checkObject(
                    properties.path("desired"), "The desired properties", DESIRED_BYTES, "32 KB", "initialTwin", wrong);
        });
    }

    /** The desired properties alone, as they are changed later. */
    public static void checkDesired(RawJson desired, Validation wrong) {
        String field = "desired";
        wrong.require(desired != null, field, "Enter the desired properties; {} for none.");
        parsed(desired, field, "text", wrong)
                .ifPresent(root -> checkObject(root, "The desired properties", DESIRED_BYTES, "32 KB", field, wrong));
    }

    static void checkInformation(RawJson information, Validation wrong) {
        String field = "optionalDeviceInformation";
        parsed(information, field, "optional device information", wrong)
                .ifPresent(root ->
                        checkObject(root, "The optional device information", DESIRED_BYTES, "32 KB", field, wrong));
    }

    /** Whether both say the same, 30 and 30.0 being equal: some clients send a twin back with other numbers. */
    static boolean same(String one, String other) {
        if (one == null || other == null) {
            return one == other;
        }
        try {
            return STRICT.<JsonNode>readValue(one).equals(TwinRules::compare, STRICT.<JsonNode>readValue(other));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }

    private static Optional<JsonNode> parsed(RawJson json, String field, String what, Validation wrong) {
        if (json == null) {
            return Optional.empty();
        }
        try {
            JsonNode root = STRICT.readValue(json.text());
            wrong.require(root.isObject(), field, "The " + what + " is a JSON object, such as {\"tags\":{}}.");
            wrong.require(
                    isStorable(root),
                    field,
                    "The " + what + " holds a character or number that no hub takes, such as U+0000 or 1e999.");
            return root.isObject() ? Optional.of(root) : Optional.empty();
        } catch (JsonProcessingException e) {
            String reason =
                    e.getOriginalMessage().contains("Duplicate field") ? "names a field twice" : "is not valid JSON";
            wrong.require(
                    false,
                    field,
                    "The %s %s at line %d, column %d."
                            .formatted(
                                    what,
                                    reason,
                                    e.getLocation().getLineNr(),
                                    e.getLocation().getColumnNr()));
            return Optional.empty();
        }
    }

    private static void checkObject(
            JsonNode part, String what, int most, String mostInWords, String field, Validation wrong) {
        wrong.require(part.isMissingNode() || part.isObject(), field, what + " of the initial twin are a JSON object.");
        wrong.require(
                part.isMissingNode() || bytes(part) <= most,
                field,
                "%s are %d bytes long; a hub takes %s.".formatted(what, bytes(part), mostInWords));
        wrong.require(
                depth(part) <= DEPTH,
                field,
                "%s are nested %d levels deep; a hub takes %d.".formatted(what, depth(part), DEPTH));
    }

    private static int bytes(JsonNode part) {
        return part.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static int depth(JsonNode part) {
        return StreamSupport.stream(part.spliterator(), false)
                .filter(JsonNode::isContainerNode)
                .mapToInt(child -> 1 + depth(child))
                .max()
                .orElse(0);
    }

    /** The audit trail keeps it as jsonb, which knows neither U+0000, nor half a surrogate pair, nor endless numbers. */
    private static boolean isStorable(JsonNode part) {
        if (part.isTextual()) {
            return isStorable(part.textValue());
        }
        if (part.isNumber()) {
            return Math.abs(part.decimalValue().scale()) <= DIGITS
                    && part.decimalValue().precision() <= DIGITS;
        }
        boolean namesFit = true;
        for (var names = part.fieldNames(); names.hasNext(); ) {
            namesFit &= isStorable(names.next());
        }
        return namesFit && StreamSupport.stream(part.spliterator(), false).allMatch(TwinRules::isStorable);
    }

    private static boolean isStorable(String text) {
        return text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
