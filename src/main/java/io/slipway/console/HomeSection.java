package io.slipway.console;

import io.slipway.account.Permission;
import io.slipway.db.AccountTx;
import java.util.List;
import java.util.Locale;

/**
 * What a feature contributes to an account's Home page, as a bean.
 */
public interface HomeSection {
    /** Asked of nobody without it. */
    Permission needs();

    /** Where the feature stands among the others, lowest first; by tens, in the order of the navigation. */
    int place();

    /**
     * In the page's transaction, for people who have the permission. Asked once, so that several items may tell of the same
     * rows; keep it to one or two statements that stay fast at millions of rows.
     */
    List<? extends Item> items(AccountTx tx);

    /** Something on the page. */
    sealed interface Item permits Attention, Count, FirstStep {}

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
    record Count(String label, long value, String path, String note) implements Item {
        public Count(String label, long value, String path) {
            this(label, value, path, null);
        }
    }

    /**
     * Something that needs a person to look at it now.
     *
     * @param text a sentence that says what to do
     * @param path below the account's address, such as {@code devices?state=failed}
     * @param count how many as a person reads it, or null
     * @param needs what the page at that path asks for: nobody without it is told
     */
    record Attention(Severity severity, String title, String text, String path, String count, Permission needs)
            implements Item {
        public Attention(Severity severity, String title, String text, String path, String count) {
            this(severity, title, text, path, count, Permission.VIEW_ACCOUNT);
        }
    }

    /**
     * What a new account does first; the list is shown until every step of every feature is done.
     *
     * @param path below the account's address
     */
    record FirstStep(String title, String text, String path, boolean done) implements Item {}
}
