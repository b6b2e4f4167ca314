package io.slipway.realclients;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both companies of a shared hub know how many devices are there, whichever of them they see. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class HubDeviceCountTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private final Calls contoso = Calls.as("contoso");
    private Companies companies;

    @BeforeEach
    void a_scope_of_its_own() {
        companies = new Companies();
    }

    @Test
    void the_hubs_company_knows_how_many_of_the_operators_own_devices_are_on_its_hub() {
        String host = companies.sharedHub("contoso");
        companies.northwind.delete(companies.linkTo(companies.home)).statusCode(204);
        companies.assertRegistersAt(host, List.of("meter-1", "meter-2"));
        String ofHub = "hubs/" + name(host) + "/links/" + companies.linkTo(host).replaceAll(".*/", "");

        contoso.get("devices?hub=" + host).body("devices.size()", is(0));
        contoso.get(ofHub).body("devices", is(2));
        contoso.get(ofHub + "/use").body("devices", is(2));
        companies.northwind.get(companies.linkTo(host)).body("devices", is(2));
        contoso.delete(ofHub)
                .statusCode(409)
                .body(
                        "detail",
                        equalTo(
                                "2 devices of the scope are on the hub. Move them first, or end the link once it is empty."));
        contoso.get(ofHub + "/clearings")
                .body("devices", is(0))
                .body("unseen", is(2))
                .body("ask", equalTo("Northwind Fleet"));

        PortalSession tenant = PortalSession.as("tenant@contoso.example");
        assertThat(
                tenant.get("/a/contoso/hubs/" + name(host)).body(),
                containsString("<td data-label=\"Devices here\" class=\"data-table__number\">2</td>"));
        String page = tenant.get("/a/contoso/" + ofHub).body();
        assertThat(page, containsString("What depends on it: 2 devices."));
        assertThat(page, containsString("devices?hub=" + host + "&amp;scope=" + companies.idScope));
    }

    @Test
    void nobody_beside_the_companies_of_a_hub_knows_how_many_devices_it_has() {
        String host = companies.sharedHub("contoso");
        companies.leased("contoso", host, List.of(registered("guest-1")));
        UUID hub = Sql.as("contoso").value("select hub_id from hub where host_name = ?", host);
        String counted = "select count(*) from hub_device_count where hub_id = ?";

        assertEquals(1L, sum("contoso", host, "contoso"));
        for (String stranger : List.of("fabrikam", "bolt", "corner")) {
            assertEquals(0L, Sql.as(stranger).<Long>value(counted, hub), stranger);
        }
    }

    @Test
    void a_tenant_knows_of_a_lent_hub_its_own_number_and_how_full_it_is_and_not_who_else_is_there() {
        registered("guest-1");
        registered("own-1");
        Calls.as("corner").enter();
        companies
                .northwind
                .post("hubs/" + name(companies.home) + "/loans", Map.of("tenant", "corner"))
                .statusCode(201);
        companies.leased("corner", companies.home, List.of("guest-1"));

        assertEquals(1L, sum("corner", companies.home, "corner"));
        assertEquals(
                List.of(),
                Sql.as("corner")
                        .rows(
                                """
                                select 1 from hub_device_count join hub_face using (hub_id)
                                 where host_name = ? and scope_id is not null and lent_to is null
                                """,
                                companies.home));
        assertEquals(
                2L,
                Sql.as("corner")
                        .<Long>value(
                                """
                                select sum(devices) from hub_device_count join hub_face using (hub_id)
                                 where host_name = ? and scope_id is null
                                """,
                                companies.home));
    }

    @Test
    void the_number_stays_exact_through_all_that_happens_to_devices() {
        String host = companies.sharedHub("contoso");
        String away = companies.memoryHub("northwind");
        companies.link(away);
        List<String> devices = IntStream.range(0, 40).mapToObj(i -> "unit-" + i).toList();
        devices.parallelStream().forEach(id -> companies.device(id).register());
        assertExact();

        devices.parallelStream().forEach(id -> companies.device(id).register());
        String there = companies.reassigned("northwind", Map.of("targetHub", away));
        devices.parallelStream().forEach(id -> companies.device(id).register());
        companies.awaitReassignment("northwind", there, "finished");
        assertExact();

        companies.leased("contoso", host, devices.subList(0, 5));
        assertExact();
        assertEquals(
                5L,
                companies
                        .northwind
                        .get(companies.linkTo(host))
                        .extract()
                        .<Integer>path("devices")
                        .longValue());

        String gone = companies.service.scope("devices/unit-39");
        companies.northwind.delete(gone + "/assignment").statusCode(204);
        assertExact();
        companies.northwind.delete(companies.linkTo(host)).statusCode(409);
        assertExact();
    }

    @Test
    void differences_are_summed_up_and_the_sum_stays() {
        List<String> devices =
                IntStream.range(0, 30).mapToObj(i -> "crowd-" + i).toList();
        devices.forEach(this::registered);

        await().atMost(LONG)
                .until(() -> Sql.as("northwind")
                                .<Long>value("select count(*) from hub_device_count where scope_id = ?", scope())
                        < 25);
        assertExact();
    }

    @Test
    void a_plan_keeps_to_a_lent_hubs_capacity_whoever_has_the_devices_there() {
        List<String> others = IntStream.range(0, 4).mapToObj(i -> "other-" + i).toList();
        others.forEach(this::registered);
        String other = companies.memoryHub("northwind");
        companies.link(other);
        Calls.as("corner").enter();
        for (String host : List.of(companies.home, other)) {
            companies
                    .northwind
                    .post("hubs/" + name(host) + "/loans", Map.of("tenant", "corner"))
                    .statusCode(201);
        }
        List<String> leased = List.of("mine-1", "mine-2", "mine-3");
        leased.forEach(id -> companies.device(id).register());
        companies.leased("corner", other, leased);
        long there = companies
                .northwind
                .get(companies.linkTo(companies.home))
                .extract()
                .<Integer>path("devices");
        companies
                .northwind
                .put("hubs/" + name(companies.home), Map.of("settings", Map.of(), "capacity", there + 2))
                .statusCode(200);

        Map<String, Object> all = Map.of("idScope", companies.idScope, "targetHub", companies.home);
        Calls.as("corner")
                .post("reassignments", all)
                .statusCode(422)
                .body(
                        "fields.targetHub",
                        equalTo(name(companies.home)
                                + " has room for 2 more devices, and these are 3. Choose fewer, or another hub."));
        companies
                .northwind
                .put("hubs/" + name(companies.home), Map.of("settings", Map.of(), "capacity", there + 3))
                .statusCode(200);
        String move = companies.reassigned("corner", Map.of("targetHub", companies.home));
        companies.awaitReassignment("corner", move, "finished");
        assertExact();
    }

    @Test
    void a_lessee_reads_how_much_room_its_hubs_have_before_it_accepts() {
        registered("lot-1");
        registered("lot-2");
        String host = companies.sharedHub("contoso");
        contoso.put("hubs/" + name(host), Map.of("settings", Map.of(), "capacity", 10))
                .statusCode(200);
        companies.leased("contoso", host, List.of("lot-1"));
        String lease = companies.proposed("contoso", List.of("lot-2"));

        String page = PortalSession.as("tenant@contoso.example")
                .get("/a/contoso/leases/" + lease)
                .body();

        assertThat(page, containsString(host + ", room for 9 more devices"));
    }

    private String registered(String id) {
        companies.device(id).register();
        return id;
    }

    private UUID scope() {
        return Sql.as("northwind").value("select scope_id from scope where id_scope = ?", companies.idScope);
    }

    private static long sum(String reader, String host, String lessee) {
        return Sql.as(reader)
                .<Long>value(
                        """
                        select coalesce(sum(devices), 0) from hub_device_count join hub_face using (hub_id)
                         where host_name = ? and scope_id is not null and (lent_to = ?::uuid or hub_account_id = ?::uuid)
                        """,
                        host,
                        Sql.id(lessee),
                        Sql.id(lessee));
    }

    /** Of each link of the scope and each loan, as the operator counts them itself. */
    private void assertExact() {
        assertEquals(
                List.of(),
                Sql.as("northwind")
                        .rows(
                                """
                                select hub_id, lent_to, sum(devices)
                                  from (select hub_id, lent_to, devices from hub_device_count where scope_id = ?
                                         union all
                                        select hub_id, lent_to, -1 from device where scope_id = ? and hub_id is not null) as both_ways
                                 group by hub_id, lent_to
                                having sum(devices) <> 0
                                """,
                                scope(),
                                scope()));
    }

    private static String name(String host) {
        return host.substring(0, host.indexOf('.'));
    }
}
