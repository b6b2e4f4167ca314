package io.slipway.registration;

/** What a device is told; each protocol front writes it in its own framing. */
public sealed interface RegistrationAnswer {
    /** {@code RegistrationOperationStatus}: assigned, failed and disabled are final, assigning is asked for again. */
    record Operation(String operationId, String status, RegistrationState registrationState, int retryAfterSeconds)
            implements RegistrationAnswer {
        public boolean isFinal() {
            return !status.equals("assigning");
        }
    }

    /** The answer to a status lookup: the state without an operation. */
    record Status(RegistrationState state) implements RegistrationAnswer {}

    /** Refused before any state was reached (protocol section 1.5). */
    record Refused(Refusal refusal, String message) implements RegistrationAnswer {
        public static final Refused UNAVAILABLE =
                new Refused(Refusal.UNAVAILABLE, "Slipway cannot reach its database. Try again in a moment.");
    }
}
