package io.slipway.web;

/** One thing to choose in a select, a group of radios or of checkboxes; the hint may be empty. */
public record Choice(String value, String label, String hint) {
    public static Choice of(Object value, String label) {
        return new Choice(String.valueOf(value), label, "");
    }

    public static Choice of(Object value, String label, String hint) {
        return new Choice(String.valueOf(value), label, hint);
    }
}
