package io.slipway.registration;

import static io.slipway.registration.Pending.Purpose.OPERATION;
import static io.slipway.registration.Pending.Purpose.REGISTER;
import static io.slipway.registration.Pending.Purpose.STATUS;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.slipway.enrollment.RegistrationId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where devices register. Never blocks the caller; every stage completes normally, on a thread of its own.
 *
 * <p>Requests of one account that wait together share one read and one commit. Requests of one device follow one another.
 */
@ApplicationScoped
public class Registrations {
    private static final int BATCH = 64;
    private final AccountQueues queues = new AccountQueues(BATCH);
    private final Map<DeviceKey, Pending> latest = new ConcurrentHashMap<>();
    private final ScopeAddresses addresses;
    private final RegistrationBatch batches;
    private final int workerCount;
    private ExecutorService workers;

    Registrations(
            ScopeAddresses addresses,
            RegistrationBatch batches,
            @ConfigProperty(name = "slipway.device.workers", defaultValue = "0") int workers) {
        this.addresses = addresses;
        this.batches = batches;
        this.workerCount = workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
    }

    /** Registers a device, or says why not. Repeating it is safe and answers the same. */
    public CompletionStage<RegistrationAnswer> register(RegisterDevice request) {
        return located(REGISTER, request, this::enqueueInTurn);
    }

    /** Asks how an operation is getting on; the credential is judged again. */
    public CompletionStage<RegistrationAnswer> operation(RegisterDevice request, String operationId) {
        return located(OPERATION, request, queues::add);
    }

    /** Looks up the assignment without registering again. */
    public CompletionStage<RegistrationAnswer> status(RegisterDevice request) {
        return located(STATUS, request, queues::add);
    }

    /**
     * Records what a protocol front refused before there was anything to judge, as far as the scope is known, and answers
     * the same.
     */
    public CompletionStage<RegistrationAnswer> refuse(RegisterDevice request, Refusal refusal, String sentence) {
        return addresses.of(request.idScope()).thenCompose(scope -> scope.map(address -> {
                    Pending pending = Pending.refused(request, address, new Verdict.Refused(refusal, sentence));
                    queues.add(pending);
                    return pending.answer();
                })
                .orElseGet(() -> CompletableFuture.completedFuture(new RegistrationAnswer.Refused(refusal, sentence))));
    }

    void start(@Observes StartupEvent event) {
        workers = Executors.newFixedThreadPool(workerCount, work -> new Thread(work, "registration"));
        for (int i = 0; i < workerCount; i++) {
            workers.execute(this::work);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        workers.shutdownNow();
    }

    private CompletionStage<RegistrationAnswer> located(
            Pending.Purpose purpose, RegisterDevice request, java.util.function.Consumer<Pending> enqueue) {
        Optional<String> wrong = RegistrationId.problemWith(request.registrationId());
        if (wrong.isPresent()) {
            return refuse(request, Refusal.INVALID_REGISTRATION_ID, wrong.get());
        }
        return addresses.of(request.idScope()).thenCompose(scope -> {
            if (scope.isEmpty()) {
                return CompletableFuture.completedFuture(new RegistrationAnswer.Refused(
                        Refusal.UNKNOWN_SCOPE,
                        "There is no ID scope \"%s\". Check the device's ID scope.".formatted(request.idScope())));
            }
            Pending pending = new Pending(purpose, request, scope.get());
            enqueue.accept(pending);
            return pending.answer();
        });
    }

    private void enqueueInTurn(Pending pending) {
        Pending before = latest.put(pending.device(), pending);
        pending.answer().whenComplete((answer, thrown) -> latest.remove(pending.device(), pending));
        if (before == null) {
            queues.add(pending);
        } else {
            before.answer().whenComplete((answer, thrown) -> queues.add(pending));
        }
    }

    private void work() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                AccountQueues.Batch batch = queues.take();
                batches.run(batch.account(), batch.pending(), queues::add);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) {
                Log.error("A batch of registrations failed as a whole; its devices were told to try again", e);
            }
        }
    }
}
