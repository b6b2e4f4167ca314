package io.slipway.realclients;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.reassignment.MemoryHubConnector;
import io.slipway.reassignment.MemoryHubConnector.Fault;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Devices of Northwind in Contoso's hands, then in Fabrikam's: where they go, and who sees what of it. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class LeasingStoryTest {
    private static final List<String> DEVICES =
            IntStream.range(0, 10).mapToObj(i -> "tracker-" + i).toList();

    @Inject
    MemoryHubConnector hubs;

    @Inject
    TestClock clock;

    private final Calls contoso = Calls.as("contoso");
    private final Calls fabrikam = Calls.as("fabrikam");

    @AfterEach
    void the_time_is_now() {
        clock.putBack();
    }

    @Test
    void devices_pass_from_the_operator_to_one_tenant_and_then_to_another() {
        Companies companies = new Companies();
        String home = companies.home;
        companies.assertRegistersAt(home, DEVICES);
        hubs.setDesired(home, "tracker-1", "{\"secret\":\"of Northwind\"}");
        String north = companies.sharedHub("contoso");
        String south = companies.sharedHub("contoso");

        String lease = companies.leased("contoso", north, DEVICES);

        assertEquals(Set.copyOf(DEVICES), hubs.deviceIds(north));
        assertEquals(Set.of(), hubs.deviceIds(home));
        assertFalse(hubs.twin(north, "tracker-1").desiredJson().contains("Northwind"));
        companies.assertRegistersAt(north, DEVICES);
        contoso.get("devices?lease=" + lease).statusCode(200).body("count", equalTo(DEVICES.size()));

        hubs.setDesired(north, "tracker-1", "{\"secret\":\"of Contoso\"}");
        hubs.set(south, Fault.HALFWAY);
        String move = companies.reassigned("contoso", Map.of("targetHub", south, "waveSize", 4));
        await().atMost(Duration.ofSeconds(30)).until(() -> hubs.puts(south) > 0);
        companies.assertRegistersAt(north, List.of("tracker-9"));
        hubs.set(south, Fault.NONE);
        companies.awaitReassignment("contoso", move, "finished");
        companies.assertRegistersAt(south, DEVICES);
        assertEquals(Set.of(), hubs.deviceIds(north));
        assertTrue(hubs.twin(south, "tracker-1").desiredJson().contains("of Contoso"));

        contoso.post("leases/" + lease + "/returns", Map.of()).statusCode(200);
        companies.awaitLeaseState(lease, "ended");
        assertEquals(Set.copyOf(DEVICES), hubs.deviceIds(home));
        assertEquals(Set.of(), hubs.deviceIds(south));
        companies.assertRegistersAt(home, DEVICES);

        String vending = companies.sharedHub("fabrikam");
        String next = companies.leased("fabrikam", vending, DEVICES);
        assertEquals(Set.copyOf(DEVICES), hubs.deviceIds(vending));
        assertFalse(hubs.twin(vending, "tracker-1").desiredJson().contains("secret"));
        companies.assertRegistersAt(vending, DEVICES);

        String device = "scopes/" + companies.idScope + "/devices/tracker-1";
        assertKnowsItsOwnPeriodOnly(device, lease, List.of("fabrikam", "Fabrikam", vending, home, next, "secret"));
        contoso.get("leases/" + next).statusCode(404);
        contoso.get("devices?search=tracker-1&scope=" + companies.idScope).body("devices", hasSize(0));
        String trail =
                contoso.get("events?objectType=device&limit=200").extract().asString();
        assertFalse(trail.contains("fabrikam") || trail.contains(vending) || trail.contains(home), trail);
        fabrikam.get(device).statusCode(200).body("hubHostName", equalTo(vending));
        String story =
                fabrikam.get("events?objectType=device&limit=200").extract().asString();
        assertFalse(story.contains("contoso") || story.contains(south) || story.contains(north), story);
        fabrikam.get(device + "/twin").statusCode(200);
        companies.northwind.get(device + "/twin").statusCode(404);
    }

    @Test
    void what_a_lessee_still_plans_stops_when_its_lease_ends() {
        Companies companies = new Companies();
        companies.assertRegistersAt(companies.home, DEVICES);
        String north = companies.sharedHub("contoso");
        String south = companies.sharedHub("contoso");
        String lease = companies.leased("contoso", north, DEVICES);
        hubs.set(south, Fault.AWAY);
        String move = companies.reassigned("contoso", Map.of("targetHub", south));
        await().atMost(Duration.ofSeconds(30)).until(() -> hubs.puts(south) >= 0 && isTried(move));

        contoso.post("leases/" + lease + "/returns", Map.of()).statusCode(200);

        companies.awaitLeaseState(lease, "ended");
        hubs.set(south, Fault.NONE);
        companies.awaitReassignment("contoso", move, "finished");
        contoso.get("reassignments/" + move)
                .body("counts.cancelled", equalTo(DEVICES.size()))
                .body("reasons[0].name", equalTo("lease-ended"));
        await().atMost(Duration.ofSeconds(40)).until(() -> hubs.deviceIds(south).isEmpty());
        companies.assertRegistersAt(companies.home, DEVICES);
    }

    @Test
    void a_lease_ends_also_if_its_lessee_never_had_a_hub_that_takes_the_devices() {
        Companies companies = new Companies();
        companies.assertRegistersAt(companies.home, DEVICES);
        String north = companies.sharedHub("contoso");
        companies
                .northwind
                .put(companies.linkTo(north), Map.of("weight", 1, "applyAllocationPolicy", false))
                .statusCode(200);
        String lease = companies.proposed("contoso", DEVICES);
        contoso.post("leases/" + lease + "/acceptances", Map.of()).statusCode(200);
        companies.awaitLease(lease, "starting", DEVICES.size());

        companies.northwind.post("leases/" + lease + "/recalls", Map.of()).statusCode(200);
        clock.forward(Duration.ofDays(40));

        companies.awaitLeaseState(lease, "ended");
        clock.putBack();
        companies.assertRegistersAt(companies.home, DEVICES);
        assertEquals(Set.of(), hubs.deviceIds(north));
    }

    @Test
    void a_tenant_on_a_lent_hub_sees_its_own_devices_only() {
        Companies companies = new Companies();
        companies.assertRegistersAt(companies.home, DEVICES);
        String hub = companies.home.substring(0, companies.home.indexOf('.'));
        Calls.as("corner").enter();
        companies
                .northwind
                .post("hubs/" + hub + "/loans", Map.of("tenant", "corner"))
                .statusCode(201);
        hubs.setDesired(companies.home, "tracker-1", "{\"secret\":\"of Northwind\"}");

        String lease = companies.leased("corner", companies.home, DEVICES.subList(0, 3));

        assertFalse(hubs.twin(companies.home, "tracker-1").desiredJson().contains("secret"));
        assertEquals(Set.copyOf(DEVICES), hubs.deviceIds(companies.home));
        Calls.as("corner").get("devices?lease=" + lease).body("count", equalTo(3));
        Calls.as("corner")
                .get("scopes/" + companies.idScope + "/devices/tracker-5")
                .statusCode(404);
        companies.assertRegistersAt(companies.home, DEVICES);
    }

    private void assertKnowsItsOwnPeriodOnly(String device, String lease, List<String> others) {
        contoso.get(device)
                .statusCode(200)
                .body("former", is(true))
                .body("periods", hasSize(1))
                .body("periods[0].leaseId", equalTo(lease))
                .body("periods[0].until", notNullValue())
                .body("events[0].action", equalTo("device.returned"))
                .body("hubHostName", nullValue());
        for (String other : others) {
            for (String told : List.of(
                    contoso.get(device).extract().asString(),
                    contoso.get(device + "/custody").extract().asString(),
                    page("tenant@contoso.example", "contoso", device))) {
                assertFalse(told.contains(other), other + " in " + told);
            }
        }
        assertTrue(page("tenant@contoso.example", "contoso", device).contains("In other hands now"));
        contoso.get(device + "/twin").statusCode(404);
        contoso.put(device + "/disablement", Map.of("reason", "Not mine")).statusCode(404);
        Calls.as("corner").enter().get(device).statusCode(404);
        Calls.as("corner").get(device + "/custody").statusCode(404);
        Calls.as("northwind").get(device + "/custody").body("former", is(false)).body("periods", hasSize(2));
        fabrikam.get(device + "/custody").body("former", is(false)).body("periods", hasSize(1));
    }

    private static String page(String user, String slug, String device) {
        return PortalSession.as(user).get("/a/" + slug + "/" + device).body();
    }

    private boolean isTried(String move) {
        List<Integer> tries =
                contoso.get("reassignments/" + move + "/devices").extract().path("devices.tries");
        return tries.stream().anyMatch(count -> count > 0);
    }
}
