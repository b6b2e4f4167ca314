package io.slipway.console;

import io.slipway.account.Permission;
import io.slipway.db.AccountTx;
import io.slipway.web.Charts;
import java.util.List;
import java.util.Locale;

/**
 * What a feature contributes to an account's Home page, as a bean. Each method runs in the page's transaction, for people who
 * have the permission; keep each to one or two statements that stay fast at millions of rows.
 */
public interface HomeSection {
    /** Asked of nobody without it. */
    Permission needs();

    /** Where the feature stands among the others, lowest first; by tens, in the order of the navigation. */
    int place();

    default List<Count> counts(AccountTx tx) {
        return List.of();
    }

    /** What somebody should look at now; empty when all is well. */
    default List<Attention> attention(AccountTx tx) {
        return List.of();
    }

    /** What a new account does first. The list is shown until every step of every feature is done. */
    default List<FirstStep> firstSteps(AccountTx tx) {
        return List.of();
    }

    default List<Trend> trends(AccountTx tx) {
        return List.of();
    }

    /** How urgent something is. */
    enum Severity {
        BAD,
        WARNING,
        WAIT;

        /** As the design system names it. */
        public String tone() {
            return name().toLowerCase(Locale.ROOT);
        }

        public String icon() {
            return switch (this) {
                case BAD -> "x-circle";
                case WARNING -> "exclamation-triangle";
                case WAIT -> "hourglass";
            };
        }
    }

    /**
     * A number with a name.
     *
     * @param path below the account's address, such as {@code scopes}
     * @param note a few words under the number, or null
     */
    record Count(String label, long value, String path, String note) {
        public Count(String label, long value, String path) {
            this(label, value, path, null);
        }
    }

    /**
     * Something that needs a person.
     *
     * @param text a sentence that says what to do
     * @param path below the account's address, such as {@code devices?state=failed}
     * @param count how many, or null
     */
    record Attention(Severity severity, String title, String text, String path, Long count) {}

    /** One of the first steps; the path is below the account's address. */
    record FirstStep(String title, String text, String path, boolean done) {}

    /** A small bar chart, oldest first. */
    record Trend(String title, String label, String from, List<Charts.Bar> bars) {}
}
