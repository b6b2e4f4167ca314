package io.slipway.realclients;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.reassignment.MemoryHubConnector;
import io.slipway.reassignment.MemoryHubConnector.Fault;
import io.slipway.testing.Calls;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Leases begin and end, devices are reassigned and register, hubs fail and workers die, all in any order. Whatever happens, a
 * device has one holder and a hub that knows it; and once it is quiet, each is where the last plan that was carried out says.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class CustodyModelTest {
    private static final int STEPS = 45;
    private static final List<String> DEVICES =
            IntStream.range(0, 6).mapToObj(i -> "tracker-" + i).toList();

    @Inject
    MemoryHubConnector memory;

    @Inject
    TestClock clock;

    private final List<String> story = new ArrayList<>();
    private final Map<String, List<String>> hubs = new HashMap<>();
    private final ConfirmedActs confirmed = new ConfirmedActs();
    private Companies companies;
    private CustodyFacts facts;
    private CustodyModel model;
    private CustodyActs acts;
    private Random random;

    @AfterEach
    void the_time_is_now() {
        clock.putBack();
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 5})
    void whatever_happens_in_whatever_order_every_device_keeps_a_hub_and_one_holder(long seed) {
        arrange(seed);
        for (int i = 0; i < STEPS; i++) {
            step();
            pause();
            assertNobodyIsStranded();
        }
        becomeQuiet();
        assertNobodyIsStranded();
        assertEachIsWhereTheLastPlanSays();
        assertNothingFailedButWhatMay();
        assertEachIsInOneHub();
        assertEachTwinIsItsHolders();
        assertTrailsAreComplete();
    }

    private void arrange(long seed) {
        random = new Random(seed);
        companies = new Companies();
        facts = new CustodyFacts(companies.idScope);
        String second = companies.memoryHub("northwind");
        companies.assertRegistersAt(companies.home, DEVICES);
        companies.link(second);
        hubs.put("northwind", List.of(companies.home, second));
        CustodyActs.TENANTS.forEach(
                tenant -> hubs.put(tenant, List.of(companies.sharedHub(tenant), companies.sharedHub(tenant))));
        model = new CustodyModel("northwind", companies.home, DEVICES);
        acts = new CustodyActs(companies, hubs, model, confirmed, random, story);
    }

    private void step() {
        switch (random.nextInt(14)) {
            case 0, 1 -> acts.lease(some());
            case 2 -> acts.giveBack();
            case 3, 4, 5 -> acts.reassign(some());
            case 6 -> acts.interfere();
            case 7 -> setFault();
            case 8 -> clearFaults();
            case 9, 10 -> writeTwin();
            default -> register();
        }
    }

    private void setFault() {
        String hub = any(allHubs());
        Fault fault = any(List.of(
                Fault.AWAY,
                Fault.ANSWER_LOST,
                Fault.HALFWAY,
                Fault.FORGETS,
                Fault.SLOW,
                Fault.TWICE,
                Fault.ASKER_DIES,
                Fault.ASKER_DIES));
        story.add(fault + " " + hub);
        memory.set(hub, fault);
    }

    private void clearFaults() {
        story.add("all hubs are well");
        allHubs().forEach(hub -> memory.set(hub, Fault.NONE));
    }

    /** While it is known what becomes of it: nothing is under way, and the hub does what it says. */
    private void writeTwin() {
        CustodyFacts.Row row = any(facts.rows());
        if (facts.isAtRest(row.id()) && memory.isWell(row.hub())) {
            acts.writeTwin(slug(row.holder()), row.id());
        }
    }

    private void register() {
        String id = any(DEVICES);
        RawDevice.Answer answer = companies.device(id).register();
        story.add(id + " registers: " + answer.status() + " " + answer.state() + " " + answer.hub());
    }

    /** A row that stays as it is while the hubs are asked, and names one that does not know the device, is a device lost. */
    private void assertNobodyIsStranded() {
        for (CustodyFacts.Row row : facts.rows()) {
            if ("assigned".equals(row.status()) && !memory.deviceIds(row.hub()).contains(row.id())) {
                assertTrue(
                        facts.rows().stream().noneMatch(row::equals)
                                || memory.deviceIds(row.hub()).contains(row.id()),
                        () -> row + " is known by " + knowing(row.id()) + "\n" + String.join("\n", story));
            }
        }
        assertEquals(List.of(), facts.heldTwice(), () -> String.join("\n", story));
    }

    private void becomeQuiet() {
        clearFaults();
        acts.letGoOn();
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        clock.forward(Duration.ofSeconds(20));
                        return facts.isQuiet();
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(facts.restless() + "\n" + String.join("\n", story), e);
        }
    }

    private void assertEachIsWhereTheLastPlanSays() {
        assertEquals(List.of(), facts.elsewhere(), () -> String.join("\n", story));
        for (CustodyFacts.Row row : facts.rows()) {
            try {
                model.compare(row.id(), slug(row.holder()), row.hub());
            } catch (AssertionError e) {
                throw new AssertionError(e.getMessage() + "\n" + String.join("\n", story), e);
            }
        }
    }

    private String slug(String account) {
        return hubs.keySet().stream()
                .filter(slug -> Sql.id(slug).equals(account))
                .findFirst()
                .orElseThrow();
    }

    private void assertNothingFailedButWhatMay() {
        assertEquals(List.of(), facts.undone(), () -> String.join("\n", story));
    }

    private void assertEachIsInOneHub() {
        for (CustodyFacts.Row row : facts.rows()) {
            assertEquals(List.of(row.hub()), knowing(row.id()), () -> row + "\n" + String.join("\n", story));
        }
    }

    private void assertEachTwinIsItsHolders() {
        Map<String, List<String>> changes = facts.twinChanges();
        for (CustodyFacts.Row row : facts.rows()) {
            model.compareTwin(
                    row.id(),
                    changes.getOrDefault(row.id(), List.of()),
                    memory.twin(row.hub(), row.id()).desiredJson());
        }
    }

    private void assertTrailsAreComplete() {
        confirmed.assertTold(companies.idScope, Calls::as);
        hubs.keySet()
                .forEach(company -> assertEquals(
                        facts.happened(company), facts.told(company), () -> company + "\n" + String.join("\n", story)));
    }

    private List<String> knowing(String id) {
        return allHubs().stream()
                .filter(hub -> memory.deviceIds(hub).contains(id))
                .toList();
    }

    private List<String> allHubs() {
        return hubs.values().stream().flatMap(List::stream).sorted().toList();
    }

    private List<String> some() {
        List<String> shuffled = new ArrayList<>(DEVICES);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, 1 + random.nextInt(DEVICES.size())));
    }

    private <T> T any(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }

    private void pause() {
        try {
            Thread.sleep(random.nextInt(400));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
