package io.slipway.web;

import io.quarkus.qute.TemplateExtension;

/** Texts on their way into another language. */
@TemplateExtension
public final class Texts {
    private Texts() {}

    /** For a POSIX shell, in single quotes. */
    public static String shellQuoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** As a pattern attribute that matches this text only. */
    public static String asPattern(String text) {
        return text.replaceAll("[\\\\^$.*+?()\\[\\]{}|/]", "\\\\$0");
    }
}
