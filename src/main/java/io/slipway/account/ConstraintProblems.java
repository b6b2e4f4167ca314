package io.slipway.account;

import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** Turns a constraint that the database enforced into the sentence of {@code constraints.properties}. */
final class ConstraintProblems {
    private static final Properties SENTENCES = load();

    private ConstraintProblems() {}

    static Optional<Problem> of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException refused && refused.getServerErrorMessage() != null) {
                return of(refused);
            }
        }
        return Optional.empty();
    }

    private static Optional<Problem> of(PSQLException refused) {
        String sentence = SENTENCES.getProperty(
                String.valueOf(refused.getServerErrorMessage().getConstraint()));
        if (sentence == null) {
            return Optional.empty();
        }
        boolean inUse = PSQLState.FOREIGN_KEY_VIOLATION.getState().equals(refused.getSQLState());
        return Optional.of(new Problem(inUse ? ProblemType.IN_USE : ProblemType.ALREADY_EXISTS, sentence));
    }

    private static Properties load() {
        try (InputStream file = ConstraintProblems.class.getResourceAsStream("/constraints.properties")) {
            Properties sentences = new Properties();
            sentences.load(file);
            return sentences;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
