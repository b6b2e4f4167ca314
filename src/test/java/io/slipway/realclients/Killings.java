package io.slipway.realclients;

import io.slipway.testing.Replica;
import io.slipway.testing.Replicas;
import io.slipway.testing.Sql;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Waits until a replica is at a step, and kills it there or has it hang. */
final class Killings {
    private static final Executor HUNG =
            CompletableFuture.delayedExecutor(KillingStory.CLAIM + 1_000, TimeUnit.MILLISECONDS);

    private final Replicas replicas;
    private final Sql everything;
    private final FleetCalls calls;
    private final Random random;

    Killings(Replicas replicas, FleetCalls calls, Random random) {
        this.replicas = replicas;
        this.everything = replicas.everything();
        this.calls = calls;
        this.random = random;
    }

    void kill(KillMoment step, Runnable lead) {
        at(step, lead, Killings::kill);
    }

    /** The same replica is at a step and has an answer to give. */
    void kill(KillMoment step, Runnable lead, KillMoment asked, Supplier<Askings.Asking> asking) {
        CompletableFuture<Askings.Asking> unanswered = new CompletableFuture<>();
        at(step, lead, there -> {
            Askings.Asking what = asking.get();
            unanswered.complete(what);
            killAsked(there, asked, what);
        });
        unanswered.join().again().run();
    }

    /** It hangs for longer than its claims last, and then goes on with what another has done by then. */
    void hang(KillMoment step, Runnable lead, Runnable meanwhile) {
        CompletableFuture<Void> goingOn = new CompletableFuture<>();
        at(step, lead, there -> {
            there.hang();
            calls.tell(there + " hangs");
            goingOn.completeAsync(() -> goOn(there), HUNG);
        });
        meanwhile.run();
        goingOn.join();
    }

    private static Void goOn(Replica there) {
        there.goOn();
        return null;
    }

    private void at(KillMoment step, Runnable lead, Consumer<Replica> what) {
        step.during(everything, () -> {
            lead.run();
            List<String> names = step.awaitSomebody(everything);
            Replica there = named(names.get(random.nextInt(names.size())));
            calls.tell(there + " is at " + step);
            what.accept(there);
        });
    }

    private void killAsked(Replica there, KillMoment asked, Askings.Asking asking) {
        asked.during(everything, () -> {
            CompletableFuture<Void> answer = CompletableFuture.runAsync(
                    () -> calls.postTo(there, asking.company(), asking.path(), asking.body()));
            asked.awaitSomebody(everything);
            calls.tell(there + " is at " + asked + ", too");
            kill(there);
            answer.exceptionally(killed -> null).join();
        });
    }

    private static void kill(Replica there) {
        there.kill();
        there.launch();
    }

    private Replica named(String connection) {
        return replicas.all().stream()
                .filter(replica -> connection.equals("slipway " + replica.name()))
                .findFirst()
                .orElseThrow();
    }
}
