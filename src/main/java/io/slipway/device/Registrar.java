package io.slipway.device;

import io.slipway.registration.Refusal;
import io.slipway.registration.RegisterDevice;
import io.slipway.registration.RegistrationAnswer;
import io.slipway.registration.Registrations;
import java.util.concurrent.CompletionStage;

/** What a protocol front asks of registration. Never blocks; a stage may complete on any thread. */
interface Registrar {
    CompletionStage<RegistrationAnswer> register(RegisterDevice request);

    CompletionStage<RegistrationAnswer> operation(RegisterDevice request, String operationId);

    CompletionStage<RegistrationAnswer> status(RegisterDevice request);

    /** Records what the front itself refuses, and answers the same. */
    CompletionStage<RegistrationAnswer> refuse(RegisterDevice request, Refusal refusal, String sentence);

    static Registrar of(Registrations registrations) {
        return new Registrar() {
            @Override
            public CompletionStage<RegistrationAnswer> register(RegisterDevice request) {
                return registrations.register(request);
            }

            @Override
            public CompletionStage<RegistrationAnswer> operation(RegisterDevice request, String operationId) {
                return registrations.operation(request, operationId);
            }

            @Override
            public CompletionStage<RegistrationAnswer> status(RegisterDevice request) {
                return registrations.status(request);
            }

            @Override
            public CompletionStage<RegistrationAnswer> refuse(
                    RegisterDevice request, Refusal refusal, String sentence) {
                return registrations.refuse(request, refusal, sentence);
            }
        };
    }
}
