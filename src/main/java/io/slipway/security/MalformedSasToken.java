package io.slipway.security;

/** Its message is a sentence that says which part of the token cannot be read, without quoting the signature. */
public final class MalformedSasToken extends Exception {
    MalformedSasToken(String sentence) {
        super(sentence, null, false, false);
    }
}
