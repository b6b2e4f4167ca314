package io.slipway.realclients;

import static io.slipway.realclients.KillMoment.ACCEPTED;
import static io.slipway.realclients.KillMoment.CANCELLED;
import static io.slipway.realclients.KillMoment.CLAIMED;
import static io.slipway.realclients.KillMoment.FORGOTTEN;
import static io.slipway.realclients.KillMoment.HANDING_OVER;
import static io.slipway.realclients.KillMoment.PREPARED;
import static io.slipway.realclients.KillMoment.SWITCHED;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.Method;
import io.slipway.testing.Replica;
import io.slipway.testing.Replicas;
import io.slipway.testing.Sql;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Leases begin and end, devices are moved, disabled and register, a link ends, hubs fail, and replicas are killed in the middle
 * of each step, or hang for longer than their claims last. Once it is quiet, each device is where its {@link Batch} says, and
 * so are the audit trails.
 */
final class KillingStory {
    private static final int BATCHES = 8;
    /** In a round. */
    private static final int KILLS = 5;
    /** Batches of a round that are kept for what comes after the kills. */
    private static final int SPARE = 2;
    /** Milliseconds for which a worker has devices to itself. */
    static final int CLAIM = 4_000;

    private final Replicas replicas;
    private final Sql everything;
    private final HubFaults faults;
    private final ReplicatedFleet fleet;
    private final FleetTruth truth;
    private final FleetCheck check;
    private final FleetActs acts;
    private final Random random;
    private final long seed;
    private final List<String> story = Collections.synchronizedList(new ArrayList<>());
    private final List<Batch> batches;
    private final List<KillMoment> moments;

    /** @param moments at each of which somebody is killed */
    KillingStory(
            Replicas replicas, HubFaults faults, ReplicatedFleet fleet, long seed, Collection<KillMoment> moments) {
        this.replicas = replicas;
        this.everything = replicas.everything();
        this.faults = faults;
        this.fleet = fleet;
        this.truth = new FleetTruth(everything, fleet.idScope);
        this.check = new FleetCheck(replicas, fleet, truth);
        this.random = new Random(seed);
        this.moments = new ArrayList<>(moments);
        this.acts = new FleetActs(replicas, fleet, random, story);
        this.seed = seed;
        int size = fleet.devices.size() / BATCHES;
        this.batches = IntStream.range(0, BATCHES)
                .mapToObj(i -> new Batch(
                        fleet.devices.subList(i * size, (i + 1) * size),
                        new DeviceFate(List.of(), "northwind", fleet.home())))
                .toList();
    }

    void tell() {
        Collections.shuffle(moments, random);
        List<Runnable> rounds = new ArrayList<>();
        for (int i = 0; i < moments.size(); i += KILLS) {
            List<KillMoment> some = moments.subList(i, Math.min(i + KILLS, moments.size()));
            rounds.add(() -> theyAreKilledAt(some));
        }
        rounds.addAll(List.of(this::aLinkIsToEndAndStays, this::aLinkEnds));
        try (FleetWatch watch = new FleetWatch(truth, story);
                BootingDevices boots = new BootingDevices(replicas, fleet, truth, seed)) {
            for (Runnable round : rounds) {
                tell(round);
                assertEquals(List.of(), watch.wrongs());
                assertEquals(List.of(), boots.complaints());
                story.add(boots.registered() + " registrations meanwhile");
            }
            check.assertChainsAreIntact();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("With seed %d:%n%s".formatted(seed, String.join("\n", story)), e);
        }
    }

    private void tell(Runnable round) {
        round.run();
        becomeQuiet();
        check.compare(batches);
    }

    /** Each kill has a batch that certainly comes to that moment; the others do anything, with hubs that fail. */
    private void theyAreKilledAt(List<KillMoment> moments) {
        Deque<Batch> free = new ArrayDeque<>(shuffled());
        Map<KillMoment, Batch> leads = new EnumMap<>(KillMoment.class);
        for (KillMoment moment : moments) {
            leads.put(moment, lead(moment, free));
        }
        for (KillMoment moment : moments) {
            if (free.size() > SPARE) {
                failAtRandom();
                acts.anything(free.poll());
            }
            faults.healAll();
            atMoment(moment, leads.get(moment), this::kill);
        }
        hangAt(any(List.of(CLAIMED, SWITCHED)), free.poll());
        failAtRandom();
        free.forEach(acts::anything);
    }

    /** Until its claims have run out and the other did what it was at. */
    private void hangAt(KillMoment moment, Batch batch) {
        replicas.all().forEach(Replica::awaitReady);
        List<Replica> hanging = new ArrayList<>();
        atMoment(moment, batch, there -> {
            there.hang();
            hanging.add(there);
            story.add(there + " hangs at " + moment);
        });
        FleetActs.pause(CLAIM + 1_000);
        hanging.forEach(Replica::goOn);
    }

    private void kill(Replica there) {
        there.kill();
        there.launch();
    }

    /** Does what leads to the moment, and then something to one of those that are at it. */
    private void atMoment(KillMoment moment, Batch batch, Consumer<Replica> what) {
        FleetActs.Offer offer = moment == ACCEPTED ? acts.offer(batch, any(FleetActs.TENANTS)) : null;
        moment.during(everything, () -> {
            CompletableFuture<Void> accepting = offer == null
                    ? CompletableFuture.completedFuture(null)
                    : CompletableFuture.runAsync(() -> acts.acceptance(batch, offer));
            goTo(moment, batch);
            Replica there = named(any(moment.awaitSomebody(everything)));
            story.add(there + " is at " + moment);
            what.accept(there);
            accepting.exceptionally(killed -> null).join();
        });
        if (offer != null) {
            acts.accept(batch, offer);
        }
    }

    private void goTo(KillMoment moment, Batch batch) {
        switch (moment) {
            case ACCEPTED -> {
                // It has begun already.
            }
            case HANDING_OVER -> acts.lease(batch);
            case CANCELLED -> acts.cancel(batch, acts.move(batch, otherHub(batch), batch.devices.size() / 8));
            case CLAIMED, PREPARED, SWITCHED, FORGOTTEN, RELEASED, ARRIVED -> acts.move(
                    batch, otherHub(batch), batch.devices.size());
        }
    }

    /** A batch that can lead there: offers are made of what Northwind has. */
    private Batch lead(KillMoment moment, Deque<Batch> free) {
        Batch batch = free.stream()
                .filter(some -> moment != ACCEPTED && moment != HANDING_OVER
                        || some.holder().equals("northwind"))
                .findFirst()
                .orElseGet(() -> {
                    acts.giveBack(free.peek());
                    becomeQuiet();
                    check.compare(batches);
                    return free.peek();
                });
        free.remove(batch);
        return batch;
    }

    /** What was to go to the hub stays, and goes once the link is kept and it is tried again. */
    private void aLinkIsToEndAndStays() {
        Batch batch = atHome();
        String hub = fleet.hubs.get("northwind").get(1);
        String id = acts.move(batch, hub, batch.devices.size() / 8);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> truth.fates().get(batch.devices.get(0)).hub().equals(hub));
        acts.tell("end the link", 200, acts.post("northwind", fleet.linkTo(hub) + "/ending", Map.of()));
        batch.interruptedMove(false);
        becomeQuiet();
        check.compare(batches);
        acts.tell("keep the link", 200, acts.send(Method.DELETE, "northwind", fleet.linkTo(hub) + "/ending", Map.of()));
        acts.tell("retry", 200, acts.post("northwind", "reassignments/" + id + "/retries", Map.of()));
        batch.surely(fate -> fate.movedTo(hub));
    }

    /** With its devices moved away, and somebody killed meanwhile. */
    private void aLinkEnds() {
        String hub = fleet.hubs.get("northwind").get(1);
        String link = fleet.linkTo(hub);
        KillMoment moment = any(List.of(CLAIMED, PREPARED, SWITCHED, FORGOTTEN));
        moment.during(everything, () -> {
            acts.tell(
                    "end the link with its devices moved",
                    201,
                    acts.post("northwind", link + "/clearings", Map.of("targetHub", fleet.home())));
            Replica there = named(any(moment.awaitSomebody(everything)));
            story.add(there + " is at " + moment);
            kill(there);
        });
        batches.stream()
                .filter(batch -> batch.holder().equals("northwind"))
                .forEach(batch -> batch.surely(fate -> fate.movedTo(fleet.home())));
        becomeQuiet();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> replicas.calls("northwind").get(link).extract().statusCode() == 404);
        assertEquals(0, truth.knownBy(hub));
    }

    /** A batch that Northwind has on its first hub. */
    private Batch atHome() {
        return batches.stream()
                .filter(batch ->
                        batch.holder().equals("northwind") && batch.hub().equals(fleet.home()))
                .findFirst()
                .orElseGet(() -> {
                    Batch batch = batches.get(0);
                    if (batch.holder().equals("northwind")) {
                        acts.move(batch, fleet.home(), batch.devices.size());
                    } else {
                        acts.giveBack(batch);
                    }
                    becomeQuiet();
                    check.compare(batches);
                    return batch;
                });
    }

    private void failAtRandom() {
        String hub =
                any(fleet.hubs.values().stream().flatMap(List::stream).sorted().toList());
        HubFaults.Fault fault = any(List.of(HubFaults.Fault.values()));
        faults.set(hub, fault);
        story.add(hub + " is " + fault);
    }

    private String otherHub(Batch batch) {
        return any(fleet.hubs.get(batch.holder()).stream()
                .filter(hub -> !hub.equals(batch.hub()))
                .toList());
    }

    private Replica named(String connection) {
        return replicas.all().stream()
                .filter(replica -> connection.equals("slipway " + replica.name()))
                .findFirst()
                .orElseThrow();
    }

    private List<Batch> shuffled() {
        List<Batch> order = new ArrayList<>(batches);
        Collections.shuffle(order, random);
        return order;
    }

    private void becomeQuiet() {
        faults.healAll();
        acts.letGoOn();
        try {
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        truth.hasten();
                        return truth.dues().isEmpty();
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("It did not become quiet: " + truth.dues(), e);
        }
        acts.enableAll();
        story.add("quiet");
    }

    private <T> T any(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }
}
