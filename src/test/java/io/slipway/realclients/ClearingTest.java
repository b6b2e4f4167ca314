package io.slipway.realclients;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.reassignment.MemoryHubConnector;
import io.slipway.reassignment.MemoryHubConnector.Fault;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import io.slipway.testing.Trail;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ending a hub link whose hub has devices: they are moved elsewhere as part of it, and no identity stays behind. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ClearingTest {
    private static final List<String> DEVICES = List.of("tracker-1", "tracker-2", "tracker-3", "tracker-4");
    private static final Duration LONG = Duration.ofSeconds(120);

    @Inject
    MemoryHubConnector hubs;

    @Inject
    TestClock clock;

    private final Calls contoso = Calls.as("contoso");
    private Companies companies;
    private String away;

    @BeforeEach
    void four_devices_on_a_hub_and_a_second_hub() {
        companies = new Companies();
        companies.assertRegistersAt(companies.home, DEVICES);
        away = companies.memoryHub("northwind");
        companies.link(away);
    }

    @AfterEach
    void the_clock_goes_right_again() {
        clock.putBack();
    }

    @Test
    void a_link_ends_with_its_devices_moved_to_another_hub() {
        String link = companies.linkTo(companies.home);
        companies
                .northwind
                .get(link + "/clearings?targetHub=" + away)
                .statusCode(200)
                .body("devices", is(4))
                .body("staying", hasSize(0))
                .body("others", hasSize(0))
                .body("ask", nullValue());

        companies
                .northwind
                .post(link + "/clearings", Map.of("targetHub", away))
                .statusCode(201)
                .body("state", equalTo("scheduled"))
                .body("targetHub", equalTo(away))
                .body("counts.planned", is(4))
                .body("reason", startsWith("The link from Leasing"));

        companies.northwind.get(link).body("endingSince", notNullValue());
        awaitGone(link);
        assertEquals(Set.copyOf(DEVICES), hubs.deviceIds(away));
        assertEquals(Set.of(), hubs.deviceIds(companies.home));
        companies.assertRegistersAt(away, DEVICES);
        assertEquals(List.of("hubLink.created", "hubLink.ending", "hubLink.deleted"), trail("northwind", link));
    }

    @Test
    void each_company_moves_what_it_holds_and_learns_who_has_to_move_the_rest() {
        String north = companies.sharedHub("contoso");
        String south = companies.sharedHub("contoso");
        companies.leased("contoso", north, List.of("tracker-1", "tracker-2"));
        String link = companies.linkTo(north);
        String ofHub = "hubs/" + north.substring(0, north.indexOf('.')) + "/links/" + link.replaceAll(".*/", "");

        companies
                .northwind
                .get(link + "/clearings?targetHub=" + away)
                .body("devices", is(0))
                .body("others[0].name", equalTo("Contoso Cafés"))
                .body("others[0].devices", is(2));
        companies
                .northwind
                .post(link + "/clearings", Map.of("targetHub", away))
                .statusCode(409)
                .body("detail", startsWith("None of the devices on this hub is yours to move."));
        companies.northwind.get(link).body("endingSince", nullValue());
        contoso.get(ofHub + "/clearings?targetHub=" + south)
                .body("devices", is(2))
                .body("unseen", is(0))
                .body("ask", nullValue());
        contoso.get(ofHub + "/clearings?targetHub=" + away).statusCode(422);

        contoso.post(ofHub + "/clearings", Map.of("targetHub", south)).statusCode(201);

        awaitGone(link);
        assertEquals(Set.of("tracker-1", "tracker-2"), hubs.deviceIds(south));
        companies.assertRegistersAt(south, List.of("tracker-1", "tracker-2"));
        for (String company : List.of("contoso", "northwind")) {
            assertEquals(List.of("hubLink.created", "hubLink.ending", "hubLink.deleted"), trail(company, link));
        }
    }

    @Test
    void what_cannot_be_moved_is_counted_with_the_reason_and_keeps_the_link() {
        String link = companies.linkTo(companies.home);
        companies
                .northwind
                .put(companies.service.scope("devices/tracker-4/disablement"), Map.of("reason", "Stolen"))
                .statusCode(204);

        companies
                .northwind
                .get(link + "/clearings?targetHub=" + away)
                .body("devices", is(3))
                .body("staying[0].name", equalTo("disabled"))
                .body("staying[0].devices", is(1));
        companies.northwind.post(link + "/clearings", Map.of("targetHub", away)).statusCode(201);

        await().atMost(LONG).until(() -> hubs.deviceIds(companies.home).equals(Set.of("tracker-4")));
        companies.northwind.get(link).statusCode(200).body("endingSince", notNullValue());
    }

    @Test
    void a_link_waits_for_a_hub_that_is_away_and_has_devices_to_forget() {
        String link = companies.linkTo(companies.home);
        hubs.set(companies.home, Fault.AWAY);
        companies
                .northwind
                .post(link + "/clearings", Map.of("targetHub", away, "twins", "reset"))
                .statusCode(201);
        await().atMost(LONG)
                .until(() ->
                        companies.northwind.get("devices?hub=" + away).extract().<Integer>path("count") == 4);

        companies
                .northwind
                .delete(link)
                .statusCode(409)
                .body("detail", startsWith("The hub has yet to forget devices of the scope that left it."));
        companies.northwind.get(link).statusCode(200);
        assertEquals(Set.copyOf(DEVICES), hubs.deviceIds(companies.home));

        hubs.set(companies.home, Fault.NONE);
        clock.forward(Duration.ofSeconds(30));
        awaitGone(link);
        assertEquals(Set.of(), hubs.deviceIds(companies.home));
    }

    @Test
    void a_registration_that_loses_against_the_end_of_an_empty_link_leaves_nothing_at_its_hub() {
        Companies fresh = new Companies();
        hubs.set(fresh.home, Fault.SLOWER);
        CompletableFuture<RawDevice.Answer> registering =
                CompletableFuture.supplyAsync(() -> fresh.device("late-1").register());
        await().atMost(LONG).until(() -> hubs.deviceIds(fresh.home).contains("late-1"));

        fresh.northwind.delete(fresh.linkTo(fresh.home)).statusCode(204);
        hubs.set(fresh.home, Fault.NONE);

        assertNotEquals("assigned", registering.join().state());
        assertEquals(Set.of(), hubs.deviceIds(fresh.home));
    }

    @Test
    void the_page_shows_what_it_would_do_and_does_it() {
        String link = companies.linkTo(companies.home);
        PortalSession operator = PortalSession.as("operator@northwind.example");
        String page = "/a/northwind/" + link + "/clearing";

        assertThat(operator.get("/a/northwind/" + link).body(), containsString(page));
        assertThat(operator.get(page).body(), containsString(away));
        assertThat(operator.get(page + "?targetHub=" + away).body(), containsString("Move 4 devices and end the link"));
        assertEquals(422, operator.get(page + "?targetHub=nowhere.example.org").status());
        operator.post(page, Map.of("targetHub", away, "twins", "migrate"));

        awaitGone(link);
        assertEquals(Set.copyOf(DEVICES), hubs.deviceIds(away));
    }

    @Test
    void a_refusal_on_the_page_loses_nothing_that_was_chosen() {
        PortalSession admin = PortalSession.as("admin@northwind.example");
        admin.post("/a/northwind/settings", Map.of("approvalAbove", "0"));
        try {
            PortalSession.Page refused = admin.post(
                    "/a/northwind/" + companies.linkTo(companies.home) + "/clearing",
                    Map.of("targetHub", away, "twins", "reset", "reason", "Sold"));

            assertEquals(409, refused.status());
            assertThat(refused.body(), containsString("name=\"targetHub\" value=\"" + away + "\""));
            assertThat(refused.body(), containsString("value=\"Sold\""));
        } finally {
            admin.post("/a/northwind/settings", Map.of("approvalAbove", ""));
        }
    }

    @Test
    void a_lent_hub_is_given_back_with_the_devices_moved_to_another_one() {
        Calls corner = Calls.as("corner").enter();
        String loan = lend(companies.home);
        lend(away);
        List<String> leased = DEVICES.subList(0, 2);
        companies.leased("corner", companies.home, leased);
        String ofHub = "hubs/" + companies.home.substring(0, companies.home.indexOf('.')) + "/loans/" + loan;
        companies.northwind.delete(ofHub).statusCode(409);
        corner.get("lent-hubs/" + loan + "/clearings?targetHub=" + away).body("devices", is(2));

        corner.post("lent-hubs/" + loan + "/clearings", Map.of("targetHub", away))
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].counts.planned", is(2));

        corner.get("lent-hubs/" + loan).body("endingSince", notNullValue());
        companies.northwind.delete(ofHub + "/ending").statusCode(409);
        awaitEnded(loan);
        assertEquals(Set.copyOf(leased), hubs.deviceIds(away));
        companies.assertRegistersAt(away, leased);
        companies.assertRegistersAt(companies.home, DEVICES.subList(2, 4));
        for (String company : List.of("northwind", "corner")) {
            assertEquals(List.of("hubLoan.created", "hubLoan.ending", "hubLoan.ended"), Trail.of(company, loan));
        }
    }

    @Test
    void a_hub_lent_for_two_scopes_is_given_back_where_devices_can_be_moved() {
        Calls corner = Calls.as("corner").enter();
        String loan = lend(companies.home);
        lend(away);
        Companies second = new Companies();
        second.assertRegistersAt(second.home, List.of("meter-1", "meter-2"));
        second.link(companies.home);
        leaseWithoutReassigning(second, List.of("meter-1", "meter-2"));

        corner.post("lent-hubs/" + loan + "/clearings", Map.of("targetHub", away))
                .statusCode(409)
                .body("detail", startsWith("Your leases of the devices on this hub give no right to reassign them."));
        corner.get("lent-hubs/" + loan).body("endingSince", nullValue());
        companies.leased("corner", companies.home, DEVICES.subList(0, 2));
        corner.get("lent-hubs/" + loan + "/clearings?targetHub=" + away)
                .body("devices", is(2))
                .body("staying.name", hasSize(1))
                .body("staying[0].name", equalTo("no-right"))
                .body("staying[0].devices", is(2));

        corner.post("lent-hubs/" + loan + "/clearings", Map.of("targetHub", away))
                .statusCode(200)
                .body("", hasSize(1))
                .body("[0].counts.planned", is(2));

        await().atMost(LONG).until(() -> hubs.deviceIds(away).equals(Set.copyOf(DEVICES.subList(0, 2))));
        corner.get("lent-hubs/" + loan)
                .body("endedAt", nullValue())
                .body("devices", is(2))
                .body("endWishes.account", contains("corner"));
    }

    private void leaseWithoutReassigning(Companies second, List<String> devices) {
        String lease = second.proposed("corner", devices, List.of("twin"));
        second.accept("corner", lease, companies.home).statusCode(200);
        second.awaitLease(lease, "active", devices.size());
    }

    @Test
    void a_loan_that_is_to_end_lets_no_device_come_and_ends_once_the_last_is_gone() {
        Calls corner = Calls.as("corner").enter();
        String loan = lend(companies.home);
        lend(away);
        companies.leased("corner", companies.home, DEVICES.subList(0, 1));
        String ofHub = "hubs/" + companies.home.substring(0, companies.home.indexOf('.')) + "/loans/" + loan;

        companies.northwind.post(ofHub + "/ending", Map.of()).statusCode(200).body("endingSince", notNullValue());
        companies.leased("corner", away, DEVICES.subList(1, 2));

        companies.assertRegistersAt(companies.home, DEVICES.subList(0, 1));
        companies.assertRegistersAt(away, DEVICES.subList(1, 2));
        companies.reassigned("corner", Map.of("targetHub", away));
        awaitEnded(loan);
        companies.assertRegistersAt(away, DEVICES.subList(0, 2));
        PortalSession tenant = PortalSession.as("tenant@corner.example");
        assertThat(tenant.get("/a/corner/lent-hubs/" + loan).body(), containsString("Ended"));
    }

    @Test
    void the_pages_of_a_loan_say_how_it_ends() {
        Calls.as("corner").enter();
        String loan = lend(companies.home);
        lend(away);
        companies.leased("corner", companies.home, DEVICES.subList(0, 1));
        PortalSession tenant = PortalSession.as("tenant@corner.example");
        String page = "/a/corner/lent-hubs/" + loan;

        assertThat(tenant.get(page).body(), containsString(page + "/clearing"));
        assertThat(
                tenant.get(page + "/clearing?targetHub=" + away).body(),
                containsString("Move 1 device and give the hub back"));
        tenant.post(page + "/ending", Map.of());
        assertThat(tenant.get(page).body(), containsString("Keep the hub"));
        tenant.post(page + "/keeping", Map.of());
        assertThat(tenant.get(page).body(), containsString("Give back once it is empty"));
        assertThat(
                PortalSession.as("operator@northwind.example")
                        .get("/a/northwind/hubs/" + companies.home.substring(0, companies.home.indexOf('.'))
                                + "/sharing")
                        .body(),
                containsString("End once it is empty"));
    }

    /** To Corner; the loan's id. */
    private String lend(String host) {
        return companies
                .northwind
                .post("hubs/" + host.substring(0, host.indexOf('.')) + "/loans", Map.of("tenant", "corner"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void awaitGone(String link) {
        awaitSoon(() -> companies.northwind.get(link).statusCode(404));
    }

    private void awaitEnded(String loan) {
        awaitSoon(() -> Calls.as("corner").get("lent-hubs/" + loan).body("endedAt", notNullValue()));
    }

    /** With a clock that runs fast, since it is looked at every few seconds. */
    private void awaitSoon(ThrowingRunnable asserted) {
        await().atMost(LONG).untilAsserted(() -> {
            clock.forward(Duration.ofSeconds(1));
            asserted.run();
        });
    }

    private static List<String> trail(String slug, String link) {
        return Trail.of(slug, link.replaceAll(".*/", ""));
    }
}
