package io.slipway.device;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Its message is a sentence that says what is wrong with the certificate, its key or their files. */
final class UnusableCertificate extends Exception {
    UnusableCertificate(String sentence) {
        super(sentence);
    }

    private UnusableCertificate(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    static UnusableCertificate unreadable(String what, Path file, Exception cause) {
        String why = "cannot be read: " + cause.getMessage();
        if (cause instanceof NoSuchFileException) {
            why = "does not exist";
        } else if (cause instanceof AccessDeniedException) {
            why = "may not be read by the user Slipway runs as";
        }
        return new UnusableCertificate("The " + what + " " + file + " " + why + ".", cause);
    }
}
