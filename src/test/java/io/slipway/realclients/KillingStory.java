package io.slipway.realclients;

import static io.slipway.realclients.KillMoment.ASKED;
import static io.slipway.realclients.KillMoment.BESIDE;
import static io.slipway.realclients.KillMoment.CLAIMED;
import static io.slipway.realclients.KillMoment.OF_MOVES;
import static io.slipway.realclients.KillMoment.PASSED_ON;
import static io.slipway.realclients.KillMoment.SWITCHED;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.slipway.testing.Replicas;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Leases begin and end, devices are moved, disabled and register, a link ends, hubs fail, and replicas are killed in the middle
 * of each step, or hang for longer than their claims last. Once it is quiet, each device is where its {@link Batch} says, and
 * so are the audit trails.
 */
final class KillingStory {
    private static final int BATCHES = 15;
    /** Batches that a lessee has from the beginning. */
    private static final int LEASED = 5;
    /** Batches with which something is done after the kills. */
    private static final int SPARE = 3;
    /** Milliseconds for which a worker has devices to itself. */
    static final int CLAIM = 3_000;

    private final Replicas replicas;
    private final HubFaults faults;
    private final ReplicatedFleet fleet;
    private final FleetTruth truth;
    private final FleetCheck check;
    private final FleetCalls calls;
    private final FleetActs acts;
    private final Leads leads;
    private final Askings askings;
    private final Killings killings;
    private final ConfirmedActs confirmed = new ConfirmedActs();
    private final Random random;
    private final long seed;
    private final List<String> story = Collections.synchronizedList(new ArrayList<>());
    private final List<Batch> batches;
    private final List<KillMoment> moments;
    /** What nothing is done with since it was quiet. */
    private final List<Batch> free = new ArrayList<>();
    /** The moment at which somebody is killed when a link ends. */
    private final KillMoment whileClearing;

    private int round;

    /** @param moments at each of which somebody is killed */
    KillingStory(
            Replicas replicas, HubFaults faults, ReplicatedFleet fleet, long seed, Collection<KillMoment> moments) {
        this.replicas = replicas;
        this.faults = faults;
        this.fleet = fleet;
        this.truth = new FleetTruth(replicas.everything(), fleet.idScope);
        this.check = new FleetCheck(replicas, fleet, truth);
        this.random = new Random(seed);
        this.moments = new ArrayList<>(moments);
        Collections.shuffle(this.moments, random);
        this.whileClearing =
                this.moments.stream().filter(OF_MOVES::contains).findFirst().orElseGet(() -> any(OF_MOVES));
        this.calls = new FleetCalls(replicas, story);
        this.acts = new FleetActs(calls, fleet, random, confirmed);
        this.leads = new Leads(acts, truth);
        this.askings = new Askings(acts, faults);
        this.killings = new Killings(replicas, calls, random);
        this.seed = seed;
        int size = fleet.devices.size() / BATCHES;
        this.batches = IntStream.range(0, BATCHES)
                .mapToObj(i -> new Batch(
                        fleet.devices.subList(i * size, (i + 1) * size),
                        new DeviceFate(List.of(), "northwind", fleet.home(), Twin.INITIAL)))
                .toList();
    }

    void tell() {
        try (FleetWatch watch = new FleetWatch(truth, story);
                BootingDevices boots = new BootingDevices(replicas, fleet, truth, seed)) {
            for (Runnable round : List.<Runnable>of(
                    this::someAreLeasedAndMoved, this::theyAreKilled, this::aLinkIsToEndAndStays, this::aLinkEnds)) {
                round.run();
                settle();
                assertEquals(List.of(), watch.wrongs());
                assertEquals(List.of(), boots.complaints());
                story.add(boots.registered() + " registrations meanwhile");
            }
            confirmed.assertTold(fleet.idScope, replicas::calls);
            check.assertTwinsAreTheirHolders(batches);
            check.assertChainsAreIntact();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("With seed %d:%n%s".formatted(seed, String.join("\n", story)), e);
        }
    }

    /** So that there is something to give back, and to undo, for either company. */
    private void someAreLeasedAndMoved() {
        batches.subList(0, LEASED).forEach(acts::lease);
        becomeQuiet();
        for (Batch batch : List.of(batches.get(0), batches.get(LEASED))) {
            acts.move(batch, acts.otherHub(batch), 1);
        }
    }

    /** Each kill has batches that certainly come to its moments; the others do anything, with hubs that fail. */
    private void theyAreKilled() {
        Deque<KillMoment> steps = among(moment -> !ASKED.contains(moment) && !BESIDE.contains(moment));
        Deque<KillMoment> beside = among(BESIDE::contains);
        Deque<KillMoment> asked = among(ASKED::contains);
        steps.remove(whileClearing);
        free.addAll(mixed());
        hangAt(any(List.of(CLAIMED, SWITCHED)));
        while (!steps.isEmpty() || !beside.isEmpty() || !asked.isEmpty()) {
            failAtRandom();
            anything();
            faults.healAll();
            KillMoment step = steps.isEmpty() ? any(OF_MOVES) : steps.poll();
            // A worker that is at one lease does not come to another.
            killAt(step, step == PASSED_ON ? null : beside.poll(), asked.poll());
        }
        failAtRandom();
        free.stream().limit(SPARE).forEach(acts::anything);
        free.clear();
    }

    private Deque<KillMoment> among(Predicate<KillMoment> which) {
        return new ArrayDeque<>(moments.stream().filter(which).toList());
    }

    private void hangAt(KillMoment step) {
        killings.hang(step(step, chosen(List.of(step)).get(0)), this::anything);
    }

    /**
     * @param beside where somebody is already, null for nowhere
     * @param asked what a replica is to answer to somebody then, null for nothing
     */
    private void killAt(KillMoment step, KillMoment beside, KillMoment asked) {
        List<KillMoment> wanted =
                Stream.of(beside, step, asked).filter(Objects::nonNull).toList();
        List<Batch> chosen = chosen(wanted);
        List<Killings.Step> steps = IntStream.range(0, beside == null ? 1 : 2)
                .mapToObj(i -> step(wanted.get(i), chosen.get(i)))
                .toList();
        if (asked == null) {
            killings.kill(steps);
        } else {
            killings.kill(steps, asked, () -> askings.of(asked, chosen.get(steps.size())));
        }
    }

    private Killings.Step step(KillMoment moment, Batch batch) {
        return new Killings.Step(moment, () -> leads.goTo(moment, batch));
    }

    /** A batch for each moment that can lead there, and that nothing is done with so far. */
    private List<Batch> chosen(List<KillMoment> wanted) {
        List<Batch> chosen = found(wanted);
        if (chosen.size() < wanted.size()) {
            settle();
            free.clear();
            free.addAll(mixed());
            chosen = found(wanted);
        }
        if (chosen.size() < wanted.size()) {
            chosen = List.copyOf(free.subList(0, wanted.size()));
            for (int i = 0; i < wanted.size(); i++) {
                leads.makeFit(chosen.get(i), wanted.get(i));
            }
            settle();
        }
        free.removeAll(chosen);
        return chosen;
    }

    private List<Batch> found(List<KillMoment> wanted) {
        List<Batch> found = new ArrayList<>();
        for (KillMoment moment : wanted) {
            free.stream()
                    .filter(batch -> !found.contains(batch) && leads.fit(batch, moment))
                    .findFirst()
                    .ifPresent(found::add);
        }
        return found;
    }

    private void anything() {
        if (!free.isEmpty()) {
            acts.anything(free.remove(0));
        }
    }

    /** What was to go to the hub stays, and goes once the link is kept and it is tried again. */
    private void aLinkIsToEndAndStays() {
        Batch batch = atHome();
        String hub = fleet.hubs.get("northwind").get(1);
        FleetActs.Plan plan = acts.plan(batch, hub, 8);
        acts.start(batch, plan);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> truth.fates().get(batch.devices.get(0)).hub().equals(hub));
        acts.endLink(hub);
        batch.interruptedMove(false);
        settle();
        acts.keepLink(hub);
        acts.retry(batch, plan.id());
        batch.surely(fate -> fate.movedTo(hub, plan.migrates()));
    }

    /** With its devices moved away, and somebody killed meanwhile. */
    private void aLinkEnds() {
        String hub = fleet.hubs.get("northwind").get(1);
        String link = fleet.linkTo(hub);
        killings.kill(List.of(new Killings.Step(whileClearing, () -> acts.clear(hub, fleet.home()))));
        batches.stream().filter(Batch::isHome).forEach(batch -> batch.surely(fate -> fate.movedTo(fleet.home(), true)));
        becomeQuiet();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> replicas.calls("northwind").get(link).extract().statusCode() == 404);
        assertEquals(0, truth.knownBy(hub));
    }

    /** A batch that Northwind has on its first hub. */
    private Batch atHome() {
        Predicate<Batch> isThere = batch -> batch.isHome() && batch.hub().equals(fleet.home());
        if (batches.stream().noneMatch(isThere)) {
            Batch batch = batches.get(0);
            if (batch.isHome()) {
                acts.move(batch, fleet.home(), 1);
            } else {
                acts.giveBack(batch);
            }
            settle();
        }
        return batches.stream().filter(isThere).findFirst().orElseThrow();
    }

    private void failAtRandom() {
        String hub =
                any(fleet.hubs.values().stream().flatMap(List::stream).sorted().toList());
        HubFaults.Fault fault = any(List.of(HubFaults.Fault.values()));
        faults.set(hub, fault);
        story.add(hub + " is " + fault);
    }

    /** At random, but in turns Northwind's own and what it has leased. */
    private List<Batch> mixed() {
        List<Batch> order = new ArrayList<>(batches);
        Collections.shuffle(order, random);
        List<Batch> own = order.stream().filter(Batch::isHome).toList();
        List<Batch> leased = order.stream().filter(batch -> !batch.isHome()).toList();
        return IntStream.range(0, order.size())
                .boxed()
                .flatMap(i -> Stream.of(own, leased)
                        .flatMap(some -> some.stream().skip(i).limit(1)))
                .toList();
    }

    /** All is as it must be; then holders and devices write into twins. */
    private void settle() {
        becomeQuiet();
        check.compare(batches);
        round++;
        truth.leaveInTwins(round);
        batches.forEach(batch -> batch.leftInTwins(round));
    }

    private void becomeQuiet() {
        faults.healAll();
        acts.letGoOn();
        try {
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
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
