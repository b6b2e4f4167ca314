package io.slipway.account;

import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/**
 * What the database refuses, in a sentence for the user: a constraint by that of {@code constraints.properties}, and the one
 * character that PostgreSQL stores in no text.
 */
final class DatabaseProblems {
    private static final Properties SENTENCES = load();
    /** Of PostgreSQL, for U+0000 in a text and in JSON. */
    private static final Set<String> NOT_TEXT = Set.of("22021", "22P05");

    private DatabaseProblems() {}

    static Optional<Problem> of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException refused && refused.getServerErrorMessage() != null) {
                return of(refused);
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> of(PSQLException refused) {
        if (NOT_TEXT.contains(refused.getSQLState())) {
            return Optional.of(new Problem(
                    ProblemType.INVALID_INPUT,
                    "A text in this request has the character U+0000, which no text here may have. Remove it."));
        }
        String sentence = SENTENCES.getProperty(
                String.valueOf(refused.getServerErrorMessage().getConstraint()));
        if (sentence == null) {
            return Optional.empty();
        }
        boolean inUse = PSQLState.FOREIGN_KEY_VIOLATION.getState().equals(refused.getSQLState());
        return Optional.of(new Problem(inUse ? ProblemType.IN_USE : ProblemType.ALREADY_EXISTS, sentence));
    }

    private static Properties load() {
        try (InputStream file = DatabaseProblems.class.getResourceAsStream("/constraints.properties")) {
            Properties sentences = new Properties();
            sentences.load(file);
            return sentences;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
