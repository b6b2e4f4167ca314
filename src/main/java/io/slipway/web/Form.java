package io.slipway.web;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a form shows: values as submitted or as stored, and what is wrong with each. Immutable; the field tags take it as
 * {@code form=}.
 */
public final class Form {
    private static final Form EMPTY = new Form(Map.of(), Map.of());

    private final Map<String, List<String>> values;
    private final Map<String, String> errors;

    private Form(Map<String, List<String>> values, Map<String, String> errors) {
        this.values = Collections.unmodifiableMap(values);
        this.errors = Collections.unmodifiableMap(errors);
    }

    public static Form empty() {
        return EMPTY;
    }

    /** The form as the browser sent it, so that nothing typed is lost when something is wrong. */
    public static Form of(MultivaluedMap<String, String> submitted) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        submitted.forEach((name, texts) -> values.put(name, List.copyOf(texts)));
        return new Form(values, Map.of());
    }

    /** This form with another value; a collection becomes several values, null none. */
    public Form with(String name, Object value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.put(name, texts(value));
        return new Form(changed, errors);
    }

    /** This form with what is wrong, field by field; a key that is no field is shown in the summary only. */
    public Form withErrors(Map<String, String> wrong) {
        Map<String, String> all = new LinkedHashMap<>(errors);
        all.putAll(wrong);
        return new Form(values, all);
    }

    public Form withError(String name, String sentence) {
        return withErrors(Map.of(name, sentence));
    }

    /** This form as refused; a problem that names no field is shown in the summary. */
    public Form refusedWith(Problem problem) {
        return problem.fields().isEmpty() ? withError("", problem.getMessage()) : withErrors(problem.fields());
    }

    /** The first value, or the empty text. */
    public String value(String name) {
        List<String> all = values(name);
        return all.isEmpty() ? "" : all.get(0);
    }

    /** The version of what the form was filled from, empty if it came with none. */
    public Optional<Integer> version() {
        return Optional.of(value("version"))
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf);
    }

    /** The first value of each field that has one. */
    public Map<String, String> first() {
        Map<String, String> first = new LinkedHashMap<>();
        values.forEach((name, texts) -> texts.stream().findFirst().ifPresent(text -> first.put(name, text)));
        return first;
    }

    /** Of the fields that have a value, to carry them on to the next form. */
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    public List<String> values(String name) {
        return values.getOrDefault(name, List.of());
    }

    public boolean checked(String name, Object value) {
        return values(name).contains(String.valueOf(value));
    }

    /** What is wrong with the field, or the empty text. */
    public String error(String name) {
        return errors.getOrDefault(name, "");
    }

    public Map<String, String> errors() {
        return errors;
    }

    public boolean ok() {
        return errors.isEmpty();
    }

    private static List<String> texts(Object value) {
        if (value == null) {
            return List.of();
        } else if (value instanceof Iterable<?> several) {
            List<String> texts = new ArrayList<>();
            several.forEach(one -> texts.add(String.valueOf(one)));
            return List.copyOf(texts);
        } else {
            return List.of(String.valueOf(value));
        }
    }
}
