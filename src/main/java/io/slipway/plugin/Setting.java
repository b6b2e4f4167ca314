package io.slipway.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing an operator enters for a plug-in, read from a property of its JSON Schema.
 *
 * @param choices the allowed values of a {@code CHOICE}
 */
public record Setting(
        String name, String label, String hint, Kind kind, boolean required, List<String> choices, JsonNode schema) {
    /** Which form field it is. */
    public enum Kind {
        TEXT,
        NUMBER,
        INTEGER,
        BOOLEAN,
        CHOICE,
        SECRET
    }

    static Setting of(String name, JsonNode schema, boolean required) {
        return new Setting(
                name,
                schema.path("title").asText(name),
                schema.path("description").asText(""),
                kind(schema),
                required,
                schema.path("enum").valueStream().map(JsonNode::asText).toList(),
                schema);
    }

    private static Kind kind(JsonNode schema) {
        if (schema.path("writeOnly").asBoolean()
                || schema.path("format").asText().equals("password")) {
            return Kind.SECRET;
        } else if (schema.has("enum")) {
            return Kind.CHOICE;
        }
        return switch (schema.path("type").asText("string")) {
            case "boolean" -> Kind.BOOLEAN;
            case "integer" -> Kind.INTEGER;
            case "number" -> Kind.NUMBER;
            default -> Kind.TEXT;
        };
    }

    public boolean isOptional() {
        return !required;
    }

    public boolean isSecret() {
        return kind == Kind.SECRET;
    }

    /** What applies when nothing is entered, empty if that is nothing. */
    public String byDefault() {
        return schema.path("default").asText("");
    }

    /** What a form field or the API gave, as the type the schema asks for; the given value itself if it is none. */
    Object typed(Object given) {
        if (!(given instanceof String text)) {
            return given;
        }
        return switch (kind) {
            case BOOLEAN -> text.equals("true") || text.equals("on");
            case NUMBER, INTEGER -> number(text).<Object>map(number -> number).orElse(text);
            case TEXT, CHOICE -> text.strip();
            case SECRET -> text;
        };
    }

    /** What is wrong with a typed value, in a sentence. */
    Optional<String> problemWith(Object value) {
        return switch (kind) {
            case BOOLEAN -> unless(value instanceof Boolean, "Say true or false for %s.", label);
            case NUMBER -> problemWithNumber(value);
            case INTEGER -> number(String.valueOf(value))
                            .filter(Setting::isWhole)
                            .isEmpty()
                    ? Optional.of("Give a whole number for %s.".formatted(label))
                    : problemWithNumber(value);
            case CHOICE -> unless(
                    value instanceof String && choices.contains(value),
                    "Choose %s for %s.",
                    String.join(" or ", choices),
                    label);
            case TEXT, SECRET -> problemWithText(value);
        };
    }

    private Optional<String> problemWithNumber(Object value) {
        Optional<BigDecimal> number = number(String.valueOf(value));
        if (number.isEmpty()) {
            return Optional.of("Give a number for %s.".formatted(label));
        }
        return unless(
                (!schema.has("minimum")
                                || number.get().compareTo(schema.get("minimum").decimalValue()) >= 0)
                        && (!schema.has("maximum")
                                || number.get().compareTo(schema.get("maximum").decimalValue()) <= 0),
                "Give a number from %s to %s for %s.",
                schema.path("minimum").asText("any"),
                schema.path("maximum").asText("any"),
                label);
    }

    private Optional<String> problemWithText(Object value) {
        if (!(value instanceof String text)) {
            return Optional.of("Give text for %s.".formatted(label));
        }
        int longest = schema.path("maxLength").asInt(4096);
        if (text.length() < schema.path("minLength").asInt(0) || text.length() > longest) {
            return Optional.of("Give %d to %d characters for %s."
                    .formatted(schema.path("minLength").asInt(0), longest, label));
        }
        // JSON Schema patterns match anywhere unless anchored.
        boolean matches = !schema.has("pattern")
                || Pattern.compile(schema.get("pattern").asText()).matcher(text).find();
        return unless(matches, "%s does not have the form asked for. %s", label, hint);
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    private static Optional<String> unless(boolean holds, String sentence, Object... arguments) {
        return holds
                ? Optional.empty()
                : Optional.of(sentence.formatted(arguments).strip());
    }
}
