package io.slipway.web;

import java.util.List;

/** One thing to choose in a select, a group of radios or of checkboxes; the hint may be empty. */
public record Choice(String value, String label, String hint) {
    public static Choice of(Object value, String label) {
        return new Choice(String.valueOf(value), label, "");
    }

    public static Choice of(Object value, String label, String hint) {
        return new Choice(String.valueOf(value), label, hint);
    }

    /** Yes and no, for a question that wants a deliberate answer. */
    public static List<Choice> yesOrNo() {
        return List.of(of(true, "Yes"), of(false, "No"));
    }
}
