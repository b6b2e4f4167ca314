package io.slipway.realclients;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
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
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
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
    private static final List<String> TENANTS = List.of("contoso", "fabrikam");
    private static final List<String> DEVICES =
            IntStream.range(0, 6).mapToObj(i -> "tracker-" + i).toList();

    /** A device as its row says, at one moment. */
    private record Row(String id, int version, String holder, String hub, String status) {}

    @Inject
    MemoryHubConnector memory;

    @Inject
    TestClock clock;

    private final List<String> story = new ArrayList<>();
    private final Map<String, List<String>> hubs = new HashMap<>();
    private final List<String> leases = new ArrayList<>();
    private final Map<String, String> reassignments = new HashMap<>();
    private Companies companies;
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
        assertEachIsInOneHub();
        assertTrailsAreComplete();
    }

    private void arrange(long seed) {
        random = new Random(seed);
        companies = new Companies();
        String second = companies.memoryHub("northwind");
        companies.assertRegistersAt(companies.home, DEVICES);
        companies.link(second);
        hubs.put("northwind", List.of(companies.home, second));
        TENANTS.forEach(tenant -> hubs.put(tenant, List.of(companies.sharedHub(tenant), companies.sharedHub(tenant))));
    }

    private void step() {
        switch (random.nextInt(12)) {
            case 0, 1 -> lease();
            case 2 -> giveBack();
            case 3, 4, 5 -> reassign();
            case 6 -> interfere();
            case 7 -> setFault();
            case 8 -> clearFaults();
            default -> register();
        }
    }

    private void lease() {
        String tenant = any(TENANTS);
        Response proposed = Calls.as("northwind")
                .request()
                .contentType("application/json")
                .body(Map.of(
                        "idScope",
                        companies.idScope,
                        "lessee",
                        tenant,
                        "terms",
                        Map.of("reference", "Model", "rights", List.of("reassign"), "returnHub", companies.home),
                        "devices",
                        Map.of("registrationIds", some()),
                        "skipUnavailable",
                        true))
                .post(companies.northwind.address("leases"));
        if (tell("lease to " + tenant, proposed) == 201) {
            String lease = proposed.path("id");
            leases.add(lease);
            tell(
                    "accept",
                    post(tenant, "leases/" + lease + "/acceptances", Map.of("defaultHub", any(hubs.get(tenant)))));
        }
    }

    private void giveBack() {
        if (!leases.isEmpty()) {
            String lease = any(leases);
            TENANTS.forEach(tenant -> tell("return", post(tenant, "leases/" + lease + "/returns", Map.of())));
        }
    }

    private void reassign() {
        String company = any(List.of("northwind", "contoso", "fabrikam"));
        Map<String, Object> body = new HashMap<>(Map.of(
                "idScope",
                companies.idScope,
                "targetHub",
                any(hubs.get(company)),
                "twins",
                any(List.of("migrate", "reset")),
                "devices",
                Map.of("registrationIds", some())));
        if (random.nextBoolean()) {
            body.put("waveSize", 2);
        }
        Response planned = post(company, "reassignments", body);
        if (tell("plan for " + company, planned) == 201) {
            String id = planned.path("id");
            reassignments.put(id, company);
            tell("start", post(company, "reassignments/" + id + "/starts", Map.of()));
        }
    }

    private void interfere() {
        if (!reassignments.isEmpty()) {
            String id = any(List.copyOf(reassignments.keySet()));
            String company = reassignments.get(id);
            String how = any(List.of("pauses", "resumptions", "cancellations", "rollbacks", "retries", "undos"));
            Response answer = post(company, "reassignments/" + id + "/" + how, Map.of());
            if (tell(how, answer) == 201) {
                String undo = answer.path("id");
                reassignments.put(undo, company);
                tell("start the undo", post(company, "reassignments/" + undo + "/starts", Map.of()));
            }
        }
    }

    private void setFault() {
        String hub = any(allHubs());
        Fault fault = any(List.of(
                Fault.AWAY, Fault.ANSWER_LOST, Fault.HALFWAY, Fault.FORGETS, Fault.ASKER_DIES, Fault.ASKER_DIES));
        story.add(fault + " " + hub);
        memory.set(hub, fault);
    }

    private void clearFaults() {
        story.add("all hubs are well");
        allHubs().forEach(hub -> memory.set(hub, Fault.NONE));
    }

    private void register() {
        String id = any(DEVICES);
        RawDevice.Answer answer = companies.device(id).register();
        story.add(id + " registers: " + answer.status() + " " + answer.state() + " " + answer.hub());
    }

    /** A row that stays as it is while the hubs are asked, and names one that does not know the device, is a device lost. */
    private void assertNobodyIsStranded() {
        for (Row row : rows()) {
            if ("assigned".equals(row.status()) && !memory.deviceIds(row.hub()).contains(row.id())) {
                assertTrue(
                        rows().stream().noneMatch(row::equals)
                                || memory.deviceIds(row.hub()).contains(row.id()),
                        () -> row + " is known by " + knowing(row.id()) + "\n" + String.join("\n", story));
            }
        }
        List<Map<String, Object>> two = Sql.as("northwind")
                .rows(
                        """
                        select registration_key
                          from lease_device
                          join scope_address using (scope_id)
                         where id_scope = ? and state in ('active', 'ending')
                         group by registration_key
                        having count(*) > 1
                        """,
                        companies.idScope);
        assertEquals(List.of(), two, () -> String.join("\n", story));
    }

    private void becomeQuiet() {
        clearFaults();
        reassignments.forEach((id, company) -> post(company, "reassignments/" + id + "/resumptions", Map.of()));
        try {
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        clock.forward(Duration.ofSeconds(20));
                        return isQuiet();
                    });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(restless() + "\n" + String.join("\n", story), e);
        }
    }

    /** What is still under way. */
    private List<Map<String, Object>> restless() {
        return Sql.deviceOf("northwind")
                .rows(
                        """
                        select part.registration_key, purpose, reassignment.state as whole, part.state, part.in_flight, part.reason
                             , part.failure, part.tries
                          from reassignment_device as part
                          join reassignment using (reassignment_id)
                          join scope_address on scope_address.scope_id = part.scope_id
                         where id_scope = ? and (part.in_flight or reassignment.state in ('scheduled', 'running', 'cancelling')
                           or purpose in ('leaseStart', 'leaseEnd') and part.state not in ('released', 'arrived'))
                         union all
                        select registration_key, 'lease', lease.state, lease_device.state, false, failure, null, 0
                          from lease_device join lease using (lease_id)
                          join scope_address on scope_address.scope_id = lease_device.scope_id
                         where id_scope = ? and lease_device.state in ('starting', 'ending')
                         union all
                        select registration_key, 'departure', hub_id::text, failure, false, due_at::text, null, tries
                          from departure join scope_address using (scope_id)
                         where id_scope = ?
                        """,
                        companies.idScope,
                        companies.idScope,
                        companies.idScope);
    }

    private boolean isQuiet() {
        Sql device = Sql.deviceOf("northwind");
        boolean moving = device.<Boolean>value(
                """
                select exists (select from reassignment join scope_address using (scope_id)
                                where id_scope = ? and state in ('scheduled', 'running', 'cancelling'))
                    or exists (select from lease_device join scope_address using (scope_id)
                                where id_scope = ? and state in ('starting', 'ending'))
                    or exists (select from departure join scope_address using (scope_id) where id_scope = ?)
                """,
                companies.idScope,
                companies.idScope,
                companies.idScope);
        return !moving;
    }

    private void assertEachIsWhereTheLastPlanSays() {
        List<Map<String, Object>> elsewhere = Sql.deviceOf("northwind")
                .rows(
                        """
                        select device.registration_key, device.hub_id, last.to_hub_id
                          from device
                          join scope_address using (scope_id)
                          join lateral (select to_hub_id
                                          from reassignment_device as part
                                         where part.scope_id = device.scope_id
                                           and part.registration_key = device.registration_key
                                           and part.switched_at is not null
                                         order by part.switched_at desc
                                         limit 1) as last on true
                         where id_scope = ? and device.hub_id is distinct from last.to_hub_id
                        """,
                        companies.idScope);
        assertEquals(List.of(), elsewhere, () -> String.join("\n", story));
        for (Row row : rows()) {
            assertEquals(
                    row.holder(),
                    hubs.entrySet().stream()
                            .filter(entry -> entry.getValue().contains(row.hub()))
                            .map(entry -> Sql.id(entry.getKey()))
                            .findFirst()
                            .orElse(null),
                    () -> row + "\n" + String.join("\n", story));
        }
    }

    private void assertEachIsInOneHub() {
        for (Row row : rows()) {
            assertEquals(List.of(row.hub()), knowing(row.id()), () -> row + "\n" + String.join("\n", story));
        }
    }

    private void assertTrailsAreComplete() {
        UUID scope = Sql.as("northwind").value("select scope_id from scope where id_scope = ?", companies.idScope);
        for (String tenant : TENANTS) {
            String held = "select count(*) from lease_device where scope_id = ? and lessee_id = '%s' and %s";
            for (String company : List.of(tenant, "northwind")) {
                String leased =
                        "select count(*) from event where scope_id = ? and action = '%s' and object_type = 'device'";
                if (company.equals(tenant)) {
                    assertEquals(
                            count(tenant, held.formatted(Sql.id(tenant), "period is not null"), scope),
                            count(tenant, leased.formatted("device.leased"), scope),
                            () -> String.join("\n", story));
                    assertEquals(
                            count(tenant, held.formatted(Sql.id(tenant), "state = 'ended'"), scope),
                            count(tenant, leased.formatted("device.returned"), scope),
                            () -> String.join("\n", story));
                }
            }
            assertEquals(
                    count(
                            tenant,
                            "select count(*) from reassignment_device where scope_id = ? and switched_at is not null",
                            scope),
                    count(tenant, "select count(*) from event where scope_id = ? and action = 'device.moved'", scope),
                    () -> String.join("\n", story));
        }
        assertEquals(
                count(
                        "northwind",
                        "select count(*) from lease_device where scope_id = ? and period is not null",
                        scope),
                count("northwind", "select count(*) from event where scope_id = ? and action = 'device.leased'", scope),
                () -> String.join("\n", story));
    }

    private static long count(String slug, String sql, UUID scope) {
        return Sql.as(slug).value(sql, scope);
    }

    private List<String> knowing(String id) {
        return allHubs().stream()
                .filter(hub -> memory.deviceIds(hub).contains(id))
                .toList();
    }

    private List<Row> rows() {
        return Sql.deviceOf("northwind")
                .rows(
                        """
                        select registration_id, version, holder_id::text as holder, hub_host_name, status
                          from device
                          join scope_address using (scope_id)
                         where id_scope = ?
                         order by 1
                        """,
                        companies.idScope)
                .stream()
                .map(row -> new Row(
                        (String) row.get("registration_id"),
                        (Integer) row.get("version"),
                        (String) row.get("holder"),
                        Objects.toString(row.get("hub_host_name"), ""),
                        (String) row.get("status")))
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

    private int tell(String what, Response answer) {
        story.add(what + ": " + answer.statusCode());
        assertTrue(answer.statusCode() < 500, () -> answer.asString() + "\n" + String.join("\n", story));
        return answer.statusCode();
    }

    private static Response post(String company, String path, Map<String, ?> body) {
        Calls calls = Calls.as(company);
        return calls.request().contentType("application/json").body(body).post(calls.address(path));
    }

    private void pause() {
        try {
            Thread.sleep(random.nextInt(400));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
