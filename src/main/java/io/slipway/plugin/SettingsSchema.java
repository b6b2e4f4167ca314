package io.slipway.plugin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.web.Validation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The settings a plug-in has, read from its JSON Schema: one flat object of strings, numbers, booleans, choices ({@code enum})
 * and secrets ({@code writeOnly} or format {@code password}).
 */
public record SettingsSchema(List<Setting> settings) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static SettingsSchema of(String jsonSchema) {
        try {
            JsonNode schema = JSON.readTree(jsonSchema);
            Set<String> required =
                    schema.path("required").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
            List<Setting> settings = new ArrayList<>();
            schema.path("properties")
                    .fields()
                    .forEachRemaining(property -> settings.add(
                            Setting.of(property.getKey(), property.getValue(), required.contains(property.getKey()))));
            return new SettingsSchema(List.copyOf(settings));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A plug-in's settings schema is no JSON: " + jsonSchema, e);
        }
    }

    public Optional<Setting> find(String name) {
        return settings.stream().filter(setting -> setting.name().equals(name)).findFirst();
    }

    /**
     * What was entered, typed and complete; throws a problem with a sentence per wrong field, named {@code settings.…}.
     *
     * @param kept secrets that stay when nothing new is entered for them
     */
    public Map<String, Object> read(Map<String, Object> entered, Map<String, Object> kept) {
        Validation validation = new Validation();
        entered.keySet()
                .forEach(name -> validation.require(
                        find(name).isPresent(),
                        "settings." + name,
                        "The connector has no setting \"%s\".".formatted(name)));
        Map<String, Object> values = new LinkedHashMap<>();
        for (Setting setting : settings) {
            value(setting, entered, kept)
                    .ifPresentOrElse(
                            value -> {
                                setting.problemWith(value).ifPresent(sentence -> wrong(validation, setting, sentence));
                                values.put(setting.name(), value);
                            },
                            () -> validation.require(
                                    !setting.required(),
                                    "settings." + setting.name(),
                                    "Enter %s.".formatted(setting.label())));
        }
        validation.throwIfAny();
        return values;
    }

    /** The secret ones or the others of complete values. */
    public Map<String, Object> only(boolean secret, Map<String, Object> values) {
        Map<String, Object> chosen = new LinkedHashMap<>(values);
        chosen.keySet()
                .removeIf(name ->
                        find(name).map(setting -> setting.isSecret() != secret).orElse(secret));
        return chosen;
    }

    private static Optional<Object> value(Setting setting, Map<String, Object> entered, Map<String, Object> kept) {
        Object given = entered.get(setting.name());
        boolean nothing = given == null || given instanceof String text && text.isBlank();
        if (!nothing) {
            return Optional.of(setting.typed(given));
        } else if (setting.isSecret() && kept.containsKey(setting.name())) {
            return Optional.of(kept.get(setting.name()));
        }
        return setting.byDefault().isEmpty() ? Optional.empty() : Optional.of(setting.typed(setting.byDefault()));
    }

    private static void wrong(Validation validation, Setting setting, String sentence) {
        validation.require(false, "settings." + setting.name(), sentence);
    }
}
