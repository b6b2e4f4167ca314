package io.slipway.web;

import java.util.LinkedHashMap;
import java.util.Map;

/** Collects what is wrong with an input, so that the user reads all of it at once. */
public final class Validation {
    private final Map<String, String> wrong = new LinkedHashMap<>();

    public Validation require(boolean holds, String field, String sentence) {
        if (!holds) {
            wrong.putIfAbsent(field, sentence);
        }
        return this;
    }

    public boolean ok() {
        return wrong.isEmpty();
    }

    public void throwIfAny() {
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
    }
}
