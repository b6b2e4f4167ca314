package io.slipway.device;

import io.slipway.registration.Refusal;

/** A request that does not get as far as registration; its message is a sentence for whoever wrote the device's code. */
final class RefusedRequest extends RuntimeException {
    private final Refusal refusal;

    RefusedRequest(Refusal refusal, String sentence) {
        super(sentence, null, false, false);
        this.refusal = refusal;
    }

    static RefusedRequest tooLarge() {
        return new RefusedRequest(
                Refusal.PAYLOAD_TOO_LARGE,
                "The body is larger than " + BodyReader.LIMIT + " bytes. Send a smaller payload.");
    }

    Refusal refusal() {
        return refusal;
    }
}
