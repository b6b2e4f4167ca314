package io.slipway.realclients;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.response.Response;
import io.slipway.testing.Calls;
import io.slipway.testing.Replica;
import io.slipway.testing.Replicas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Leases begin and end, devices are moved and register, and replicas are killed in the middle of each step, or hang
 * for longer than their claims last. Once it is quiet, each device is where its {@link Batch} says, and so are the audit trails.
 */
final class KillingStory {
    private static final List<String> TENANTS = List.of("contoso", "fabrikam");
    private static final int BATCHES = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Milliseconds for which a worker has devices to itself. */
    static final int CLAIM = 5_000;

    private final Replicas replicas;
    private final ReplicatedFleet fleet;
    private final FleetTruth truth;
    private final FleetCheck check;
    private final Random random;
    private final long seed;
    private final List<String> story = Collections.synchronizedList(new ArrayList<>());
    private final List<Batch> batches;
    /** Reassignments to be resumed, and who may do so. */
    private final Map<String, String> paused = new LinkedHashMap<>();

    KillingStory(Replicas replicas, ReplicatedFleet fleet, long seed) {
        this.replicas = replicas;
        this.fleet = fleet;
        this.truth = new FleetTruth(replicas.everything(), fleet.idScope);
        this.check = new FleetCheck(replicas, fleet, truth);
        this.random = new Random(seed);
        this.seed = seed;
        int size = fleet.devices.size() / BATCHES;
        this.batches = IntStream.range(0, BATCHES)
                .mapToObj(i -> new Batch(
                        fleet.devices.subList(i * size, (i + 1) * size),
                        new DeviceFate(List.of(), "northwind", fleet.home())))
                .toList();
    }

    void tell() {
        try (FleetWatch watch = new FleetWatch(truth, story);
                BootingDevices boots = new BootingDevices(replicas, fleet, seed)) {
            for (Runnable round : rounds()) {
                round.run();
                becomeQuiet();
                check.compare(batches);
                assertEquals(List.of(), watch.wrongs());
                assertEquals(List.of(), boots.complaints());
            }
            story.add(boots.registered() + " registrations meanwhile");
            check.assertChainsAreIntact();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("With seed %d:%n%s".formatted(seed, String.join("\n", story)), e);
        }
    }

    /** Somebody is killed in the middle of each step. */
    private List<Runnable> rounds() {
        List<KillMoment> moments = new ArrayList<>(List.of(KillMoment.values()));
        Collections.shuffle(moments, random);
        List<Runnable> rounds = new ArrayList<>(List.of(
                () -> bothAreKilled(any(List.of(KillMoment.values())), moments.get(0)),
                () -> bothAreKilled(moments.get(1), moments.get(2)),
                () -> oneIsKilledAndTheOtherHangs(any(List.of(KillMoment.CLAIMED, KillMoment.PREPARED)))));
        Collections.shuffle(rounds, random);
        return rounds;
    }

    /** The second certainly is the one that works, as the first is still starting. */
    private void bothAreKilled(KillMoment moment, KillMoment last) {
        Replica first = any(replicas.all());
        List<Batch> order = shuffled();
        order.subList(0, BATCHES / 2).forEach(this::act);
        kill(first, moment);
        order.subList(BATCHES / 2, BATCHES).forEach(this::act);
        kill(otherThan(first), last);
        replicas.all().forEach(Replica::awaitReady);
    }

    /** Until its claims have run out and the first, back again, does what it was at. */
    private void oneIsKilledAndTheOtherHangs(KillMoment moment) {
        Replica first = any(replicas.all());
        kill(first, any(List.of(KillMoment.values())));
        Replica other = otherThan(first);
        shuffled().forEach(this::act);
        boolean there = moment.await(replicas.everything(), PATIENCE);
        other.hang();
        story.add("%s hangs%s %s and leaves %s"
                .formatted(other, there ? "" : ", not", moment, KillMoment.left(replicas.everything())));
        try {
            first.awaitReady();
            pause(CLAIM + 2_000);
        } finally {
            other.goOn();
        }
        story.add(other + " goes on, where is left " + KillMoment.left(replicas.everything()));
    }

    private void kill(Replica replica, KillMoment moment) {
        boolean there = moment.await(replicas.everything(), PATIENCE);
        replica.kill();
        story.add("kill -9 of %s%s %s, which leaves %s"
                .formatted(replica, there ? "" : ", not", moment, KillMoment.left(replicas.everything())));
        replica.launch();
    }

    private Replica otherThan(Replica first) {
        return replicas.all().stream()
                .filter(replica -> replica != first)
                .findFirst()
                .orElseThrow();
    }

    private List<Batch> shuffled() {
        List<Batch> order = new ArrayList<>(batches);
        Collections.shuffle(order, random);
        return order;
    }

    private void act(Batch batch) {
        boolean isHome = batch.holder().equals("northwind");
        if (batch.undoable != null) {
            undo(batch);
        } else if (isHome && random.nextInt(3) > 0) {
            lease(batch, any(TENANTS));
        } else if (!isHome && random.nextInt(3) == 0) {
            giveBack(batch);
        } else {
            move(batch);
        }
    }

    private void lease(Batch batch, String lessee) {
        String hub = any(fleet.hubs.get(lessee));
        Map<String, Object> terms =
                Map.of("reference", "Killed", "rights", List.of("reassign"), "returnHub", fleet.home());
        Map<String, Object> offer = Map.of(
                "idScope",
                fleet.idScope,
                "lessee",
                lessee,
                "terms",
                terms,
                "devices",
                Map.of("registrationIds", batch.devices));
        batch.lease = tell("offer", 201, post("northwind", "leases", offer)).path("id");
        tell(
                "lease to " + lessee,
                200,
                post(lessee, "leases/" + batch.lease + "/acceptances", Map.of("defaultHub", hub)));
        batch.surely(fate -> fate.leasedTo(lessee, hub));
    }

    private void giveBack(Batch batch) {
        tell("return", 200, post(batch.holder(), "leases/" + batch.lease + "/returns", Map.of()));
        batch.surely(fate -> fate.returnedTo("northwind", fleet.home()));
    }

    private void move(Batch batch) {
        String company = batch.holder();
        String target = any(fleet.hubs.get(company).stream()
                .filter(hub -> !hub.equals(batch.fate(batch.devices.get(0)).hub()))
                .toList());
        Map<String, Object> plan = new HashMap<>(Map.of(
                "idScope",
                fleet.idScope,
                "targetHub",
                target,
                "twins",
                any(List.of("migrate", "reset")),
                "devices",
                Map.of("registrationIds", batch.devices)));
        if (random.nextInt(4) > 0) {
            plan.put("waveSize", batch.devices.size() / 3);
        }
        String id = tell("plan for " + company, 201, post(company, "reassignments", plan))
                .path("id");
        String path = "reassignments/" + id + "/";
        tell("move to " + target, 200, post(company, path + "starts", Map.of()));
        batch.undoablyMovedTo(target, id);
        pause(random.nextInt(600));
        interfere(batch, id);
    }

    private void interfere(Batch batch, String id) {
        String company = batch.holder();
        switch (any(List.of("nothing", "nothing", "pauses", "cancellations", "rollbacks", "return"))) {
            case "pauses" -> {
                if (tell("pause", post(company, "reassignments/" + id + "/pauses", Map.of())) == 200) {
                    paused.put(id, company);
                }
            }
            case "cancellations" -> {
                if (tell("cancel", post(company, "reassignments/" + id + "/cancellations", Map.of())) == 200) {
                    batch.interruptedMove(false);
                }
            }
            case "rollbacks" -> {
                if (tell("roll back", post(company, "reassignments/" + id + "/rollbacks", Map.of())) == 200) {
                    batch.interruptedMove(true);
                }
            }
            case "return" -> {
                if (!company.equals("northwind")) {
                    batch.interruptedMove(false);
                    giveBack(batch);
                }
            }
            default -> story.add("let it go");
        }
    }

    private void undo(Batch batch) {
        String company = batch.holder();
        Response undo = post(company, "reassignments/" + batch.undoable + "/undos", Map.of());
        tell("undo", 201, undo);
        tell("start the undo", 200, post(company, "reassignments/" + undo.path("id") + "/starts", Map.of()));
        batch.undone();
    }

    private void becomeQuiet() {
        paused.forEach(
                (id, company) -> tell("resume", 200, post(company, "reassignments/" + id + "/resumptions", Map.of())));
        paused.clear();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> truth.dues().isEmpty());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("It did not become quiet: " + truth.dues(), e);
        }
        story.add("quiet");
    }

    private Response post(String company, String path, Map<String, ?> body) {
        Calls calls = replicas.calls(company);
        return calls.request().contentType("application/json").body(body).post(calls.address(path));
    }

    private int tell(String what, Response answer) {
        story.add(what + ": " + answer.statusCode());
        return answer.statusCode();
    }

    private Response tell(String what, int expected, Response answer) {
        assertEquals(expected, tell(what, answer), () -> what + ": " + answer.asString());
        return answer;
    }

    private <T> T any(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }

    private static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
