package io.slipway.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where devices register. Never blocks the caller; every stage completes normally. */
@ApplicationScoped
public class Registrations {
    public CompletionStage<RegistrationAnswer> register(RegisterDevice request) {
        return refused();
    }

    public CompletionStage<RegistrationAnswer> operation(RegisterDevice request, String operationId) {
        return refused();
    }

    public CompletionStage<RegistrationAnswer> status(RegisterDevice request) {
        return refused();
    }

    private static CompletionStage<RegistrationAnswer> refused() {
        return CompletableFuture.completedFuture(new RegistrationAnswer.Refused(Refusal.UNAVAILABLE, "Not ready."));
    }
}
