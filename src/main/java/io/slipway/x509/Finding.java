package io.slipway.x509;

/**
 * Something about a CA certificate that a person must or should know.
 *
 * @param rule a word that stays the same
 * @param citation where the rule stands, such as {@code RFC 5280 4.2.1.9}
 * @param sentence what is wrong and what to do
 */
public record Finding(String rule, String citation, String sentence, Severity severity) {
    public enum Severity {
        /** The certificate cannot be used. */
        ERROR,
        /** It can, but somebody should look at it. */
        WARNING
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    static Finding error(String rule, String citation, String sentence) {
        return new Finding(rule, citation, sentence, Severity.ERROR);
    }

    static Finding warning(String rule, String citation, String sentence) {
        return new Finding(rule, citation, sentence, Severity.WARNING);
    }
}
