package io.slipway.web;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one exception features throw on purpose: what is wrong and what to do, in a sentence for the user.
 *
 * <p>The edge turns it into a page or {@code application/problem+json}. {@code fields} names the inputs at fault.
 */
public final class Problem extends RuntimeException {
    private final ProblemType type;
    private final Map<String, String> fields;

    public Problem(ProblemType type, String detail, Object... arguments) {
        this(type, detail.formatted(arguments), Map.of());
    }

    private Problem(ProblemType type, String detail, Map<String, String> fields) {
        super(detail, null, false, false);
        this.type = type;
        this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public static Problem invalid(Map<String, String> fields) {
        return new Problem(ProblemType.INVALID_INPUT, String.join(" ", fields.values()), fields);
    }

    public static Problem invalid(String field, String sentence) {
        return invalid(Map.of(field, sentence));
    }

    public static Problem notFound(String what) {
        return new Problem(ProblemType.NOT_FOUND, "There is no such " + what + " here.", Map.of());
    }

    /** The same problem, pointing at the input that causes it. */
    public Problem at(String field) {
        return new Problem(type, getMessage(), Map.of(field, getMessage()));
    }

    public ProblemType type() {
        return type;
    }

    public Map<String, String> fields() {
        return fields;
    }
}
