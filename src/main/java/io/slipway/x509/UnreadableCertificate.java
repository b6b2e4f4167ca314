package io.slipway.x509;

/** An upload that is no certificate. The message is a sentence for the user: what it is instead, and what to do. */
public final class UnreadableCertificate extends RuntimeException {
    UnreadableCertificate(String sentence) {
        super(sentence, null, false, false);
    }
}
