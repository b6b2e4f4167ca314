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
import java.util.stream.Stream;

/** Waits until replicas are at steps, and kills them there or has one hang. */
final class Killings {
    /** @param lead what brings somebody to the moment */
    record Step(KillMoment moment, Runnable lead) {}

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

    void kill(List<Step> steps) {
        atAll(steps, List.of(), Killings::killAll);
    }

    /** One of them has an answer to give, too. */
    void kill(List<Step> steps, KillMoment asked, Supplier<Askings.Asking> asking) {
        CompletableFuture<Askings.Asking> unanswered = new CompletableFuture<>();
        atAll(steps, List.of(), there -> {
            Askings.Asking what = asking.get();
            unanswered.complete(what);
            killAsked(there, asked, what);
        });
        unanswered.join().again().run();
    }

    /** It hangs for longer than its claims last, and then goes on with what another has done by then. */
    void hang(Step step, Runnable meanwhile) {
        CompletableFuture<Void> goingOn = new CompletableFuture<>();
        at(step, there -> {
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

    /** At each step is somebody: the same replica, if another cannot be there. */
    private void atAll(List<Step> steps, List<Replica> there, Consumer<List<Replica>> what) {
        if (steps.isEmpty()) {
            what.accept(there);
        } else {
            at(steps.get(0), another -> {
                List<Replica> more = Stream.concat(there.stream(), Stream.of(another))
                        .distinct()
                        .toList();
                atAll(steps.subList(1, steps.size()), more, what);
            });
        }
    }

    private void at(Step step, Consumer<Replica> what) {
        step.moment().during(everything, () -> {
            step.lead().run();
            List<String> names = step.moment().awaitSomebody(everything);
            Replica there = named(names.get(random.nextInt(names.size())));
            calls.tell(there + " is at " + step.moment());
            what.accept(there);
        });
    }

    private void killAsked(List<Replica> there, KillMoment asked, Askings.Asking asking) {
        asked.during(everything, () -> {
            CompletableFuture<Void> answer = CompletableFuture.runAsync(
                    () -> calls.postTo(there.get(0), asking.company(), asking.path(), asking.body()));
            asked.awaitSomebody(everything);
            calls.tell(there.get(0) + " is at " + asked + ", too");
            killAll(there);
            answer.exceptionally(killed -> null).join();
        });
    }

    private static void killAll(List<Replica> there) {
        there.forEach(Replica::kill);
        there.forEach(Replica::launch);
    }

    private Replica named(String connection) {
        return replicas.all().stream()
                .filter(replica -> connection.equals("slipway " + replica.name()))
                .findFirst()
                .orElseThrow();
    }
}
