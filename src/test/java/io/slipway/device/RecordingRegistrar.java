package io.slipway.device;

import io.slipway.registration.Refusal;
import io.slipway.registration.RegisterDevice;
import io.slipway.registration.RegistrationAnswer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/** Answers what the test says, on a thread that is not the listener's, and keeps what it was asked. */
class RecordingRegistrar implements Registrar {
    record Asked(String what, RegisterDevice request, String operationId) {}

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    volatile Supplier<RegistrationAnswer> answer = Answers::assigned;
    volatile Executor executor = ForkJoinPool.commonPool();

    Asked last() {
        return asked.get(asked.size() - 1);
    }

    @Override
    public CompletionStage<RegistrationAnswer> register(RegisterDevice request) {
        return answer(new Asked("register", request, ""));
    }

    @Override
    public CompletionStage<RegistrationAnswer> operation(RegisterDevice request, String operationId) {
        return answer(new Asked("operation", request, operationId));
    }

    @Override
    public CompletionStage<RegistrationAnswer> status(RegisterDevice request) {
        return answer(new Asked("status", request, ""));
    }

    @Override
    public CompletionStage<RegistrationAnswer> refuse(RegisterDevice request, Refusal refusal, String sentence) {
        return CompletableFuture.completedStage(new RegistrationAnswer.Refused(refusal, sentence));
    }

    private CompletionStage<RegistrationAnswer> answer(Asked question) {
        asked.add(question);
        return CompletableFuture.supplyAsync(answer, executor);
    }
}
