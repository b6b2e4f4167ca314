package io.slipway.realclients;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.slipway.reassignment.MemoryHubConnector;
import io.slipway.reassignment.MemoryHubConnector.Fault;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import io.slipway.testing.Trail;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A hub whose server is gone for ever: its devices move on, and its link ends without it. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class LostHubTest {
    private static final List<String> DEVICES = List.of("tracker-1", "tracker-2");
    private static final Duration LONG = Duration.ofSeconds(120);

    @Inject
    MemoryHubConnector hubs;

    @Inject
    TestClock clock;

    private Companies companies;
    private String away;
    private String link;
    private String hub;

    @BeforeEach
    void two_devices_on_a_hub_and_a_second_hub() {
        companies = new Companies();
        companies.assertRegistersAt(companies.home, DEVICES);
        away = companies.memoryHub("northwind");
        companies.link(away);
        link = companies.linkTo(companies.home);
        hub = "hubs/" + companies.home.substring(0, companies.home.indexOf('.'));
    }

    @AfterEach
    void the_clock_goes_right_again() {
        clock.putBack();
    }

    @Test
    void its_link_ends_without_it_and_it_can_be_deleted() {
        hubs.set(companies.home, Fault.AWAY);
        String reassignment = cleared();
        companies
                .northwind
                .delete(hub)
                .statusCode(409)
                .body("detail", containsString("it has yet to forget 2 devices that have left it"))
                .body("detail", containsString("If it is gone for good, end its links without it."));

        abandoned().statusCode(200).body("abandonedAt", notNullValue());

        awaitGone();
        assertEquals(
                List.of("hubLink.created", "hubLink.ending", "hubLink.abandoned", "hubLink.deleted"),
                Trail.of("northwind", link.replaceAll(".*/", "")));
        companies
                .northwind
                .get("reassignments/" + reassignment + "/devices")
                .body("devices.findAll { it.reason == 'still-known' }.size()", is(2));
        assertEquals(Set.copyOf(DEVICES), hubs.deviceIds(companies.home));
        companies.northwind.delete(hub).statusCode(204);
        clock.putBack();
        companies.assertRegistersAt(away, DEVICES);
    }

    @Test
    void one_that_comes_back_in_time_forgets_all_before_its_link_ends() {
        hubs.set(companies.home, Fault.AWAY);
        cleared();
        abandoned().statusCode(200);

        hubs.set(companies.home, Fault.NONE);
        clock.forward(Duration.ofSeconds(30));

        awaitGone();
        assertEquals(Set.of(), hubs.deviceIds(companies.home));
        companies
                .northwind
                .get("events?objectType=hubLink&objectId=" + link.replaceAll(".*/", ""))
                .body("events[0].action", equalTo("hubLink.deleted"))
                .body("events[0].after", nullValue());
    }

    @Test
    void one_that_was_away_for_days_still_forgets_all_once_it_is_back() {
        hubs.set(companies.home, Fault.AWAY);
        cleared();
        Sql.deviceOf("northwind")
                .update(
                        "update departure set tries = 200 where scope_id = (select scope_id from scope_address where id_scope = ?)",
                        companies.idScope);

        hubs.set(companies.home, Fault.NONE);
        clock.forward(Duration.ofMinutes(10));

        awaitGone();
        assertEquals(Set.of(), hubs.deviceIds(companies.home));
    }

    @Test
    void it_is_not_given_up_while_devices_are_on_their_way_to_it() {
        hubs.set(away, Fault.AWAY);
        String reassignment = companies.reassigned("northwind", Map.of("targetHub", away));
        await().atMost(LONG).untilAsserted(() -> companies
                .northwind
                .get("reassignments/" + reassignment + "/devices")
                .body("devices[0].failure", notNullValue()));
        link = companies.linkTo(away);
        companies.northwind.post(link + "/ending", Map.of()).statusCode(200);

        companies
                .northwind
                .post(link + "/abandonment", Map.of("confirmation", away))
                .statusCode(409)
                .body("detail", startsWith("2 devices are on the way to the hub."));

        companies.northwind.get(link).body("abandonedAt", nullValue());
        companies
                .northwind
                .post("reassignments/" + reassignment + "/cancellations", Map.of())
                .statusCode(200);
        hubs.set(away, Fault.NONE);
        awaitGone();
    }

    /** The devices have moved away, and their old hub does not know it; the reassignment's id. */
    private String cleared() {
        String reassignment = companies
                .northwind
                .post(link + "/clearings", Map.of("targetHub", away, "twins", "reset"))
                .statusCode(201)
                .extract()
                .path("id");
        await().atMost(LONG)
                .until(() ->
                        companies.northwind.get("devices?hub=" + away).extract().<Integer>path("count") == 2);
        return reassignment;
    }

    private ValidatableResponse abandoned() {
        return companies.northwind.post(link + "/abandonment", Map.of("confirmation", companies.home));
    }

    private void awaitGone() {
        await().atMost(LONG).untilAsserted(() -> {
            clock.forward(Duration.ofSeconds(30));
            companies.northwind.get(link).statusCode(404);
        });
    }
}
