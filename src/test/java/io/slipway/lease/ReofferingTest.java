package io.slipway.lease;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.slipway.testing.Calls;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import io.slipway.testing.Trail;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices come and go while a lease runs, again and again; and an offer is of something, while it makes sense. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ReofferingTest {
    private static Arranged arranged;
    private Calls northwind;
    private Calls contoso;

    @Inject
    TestClock clock;

    @BeforeEach
    void a_scope_with_hubs() {
        if (arranged == null) {
            arranged = Arranged.withHubsOf("contoso", "fabrikam");
        }
        northwind = arranged.northwind;
        contoso = Calls.as("contoso");
    }

    @AfterEach
    void the_time_is_now() {
        clock.putBack();
    }

    @Test
    void a_device_that_was_declined_or_came_back_is_offered_in_the_same_lease_again() {
        String id = arranged.running("contoso", arranged.devices(1), Map.of());
        List<String> again = arranged.devices(1);

        add(id, again);
        contoso.post("leases/" + id + "/declines", Map.of()).statusCode(200);
        add(id, again);
        contoso.post("leases/" + id + "/acceptances", Map.of()).statusCode(200);
        arranged.awaitDevices(id, "active", 2);
        contoso.post("leases/" + id + "/returns", Map.of("registrationIds", again))
                .statusCode(200);
        arranged.awaitDevices(id, "ended", 1);
        add(id, again);
        contoso.post("leases/" + id + "/acceptances", Map.of()).statusCode(200);

        arranged.awaitDevices(id, "active", 2);
        assertEquals(Sql.id("contoso"), arranged.holder(again.get(0)));
        assertEquals(
                List.of("declined 1", "ended 2", "active 3"),
                page(id, 1).stream()
                        .filter(row -> row.startsWith(again.get(0)))
                        .map(row -> row.split(" ", 2)[1])
                        .toList());
        assertEquals(page(id, 1), page(id, 100));
        northwind
                .get("scopes/" + arranged.idScope + "/devices/" + again.get(0) + "/custody")
                .body("periods.leaseId", equalTo(List.of(id, id)))
                .body("periods[1].until", notNullValue());
    }

    private void add(String lease, List<String> devices) {
        northwind
                .post("leases/" + lease + "/devices", Map.of("devices", Map.of("registrationIds", devices)))
                .statusCode(200)
                .body("devices.proposed", is(devices.size()));
    }

    private List<String> page(String lease, int limit) {
        List<String> rows = new ArrayList<>();
        String after = "";
        while (after != null) {
            JsonPath page = northwind
                    .get("leases/" + lease + "/devices?limit=" + limit + "&after=" + after)
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            page.<Map<String, Object>>getList("devices")
                    .forEach(row ->
                            rows.add(row.get("registrationId") + " " + row.get("state") + " " + row.get("entry")));
            after = page.getString("next");
        }
        return rows;
    }

    @Test
    void a_second_addition_takes_no_time_from_what_is_on_offer() {
        String id = arranged.running("contoso", arranged.devices(1), Map.of());
        add(id, arranged.devices(1));
        String told = northwind.get("leases/" + id).extract().path("offerExpiresAt");

        String tomorrow = clock.instant().plus(Duration.ofDays(1)).toString();
        northwind
                .post(
                        "leases/" + id + "/devices",
                        Map.of("devices", Map.of("registrationIds", arranged.devices(1)), "offerExpiresAt", tomorrow))
                .statusCode(200)
                .body("devices.proposed", is(2))
                .body("offerExpiresAt", equalTo(told));
    }

    @Test
    void of_two_offers_of_the_same_devices_at_once_one_is_refused_and_leaves_no_lease() {
        List<String> devices = arranged.devices(40);

        List<Integer> statuses = Calls.atOnce(
                List.of("contoso", "fabrikam", "contoso"),
                lessee -> northwind.post(
                        "leases", arranged.proposal(lessee, devices, Map.of("reference", "Race " + arranged.mark))));

        assertEquals(201, statuses.get(0));
        assertThat(statuses.subList(1, 3), everyItem(anyOf(is(409), is(422))));
        northwind
                .get("leases?limit=500")
                .body("leases.findAll { it.reference == 'Race " + arranged.mark + "' }.size()", is(1));
    }

    @Test
    void an_offer_that_everything_was_taken_out_of_is_withdrawn() {
        List<String> devices = arranged.devices(1);
        String id = arranged.proposed("contoso", devices, Map.of());

        northwind
                .post("leases/" + id + "/recalls", Map.of("registrationIds", devices))
                .statusCode(200);

        arranged.awaitState(id, "withdrawn");
        contoso.get("leases/" + id).body("endingReason", containsString("None of its devices"));
    }

    @Test
    void an_offer_of_a_term_that_is_over_cannot_be_accepted() {
        String soon = Instant.now().plus(Duration.ofHours(1)).toString();
        String id = arranged.proposed("contoso", arranged.devices(1), Map.of("endsAt", soon));

        clock.forward(Duration.ofHours(2));

        contoso.post("leases/" + id + "/acceptances", Map.of()).statusCode(409);
        arranged.awaitState(id, "withdrawn");
    }

    @Test
    void a_term_in_the_past_and_a_right_that_there_is_not_are_refused() {
        northwind
                .post(
                        "leases",
                        arranged.proposal(
                                "contoso",
                                arranged.devices(1),
                                Map.of(
                                        "startsAt",
                                        "2020-01-01T00:00:00Z",
                                        "endsAt",
                                        "2021-01-01T00:00:00Z",
                                        "rights",
                                        List.of("reassign", "resell"))))
                .statusCode(422)
                .body("fields.endsAt", containsString("not in the past"))
                .body("fields.rights", containsString("there are no others"));
    }

    @Test
    void a_device_on_offer_stays_when_its_enrollment_is_deleted() {
        String device = "enrolled-" + arranged.mark;
        String enrollments = "scopes/" + arranged.idScope + "/enrollments";
        northwind
                .post(enrollments, Map.of("registrationId", device, "attestation", Map.of("type", "symmetricKey")))
                .statusCode(201);
        arranged.proposed("contoso", List.of(device), Map.of());

        northwind.delete(enrollments + "/" + device).statusCode(200).body("deviceKept", is(true));

        assertEquals(Sql.id("northwind"), arranged.holder(device));
    }

    @Test
    void a_lease_does_not_wait_for_a_device_that_is_gone() {
        List<String> devices = arranged.devices(2);
        String start = Instant.now().plus(Duration.ofDays(2)).toString();
        String id = arranged.proposed("contoso", devices, Map.of("startsAt", start));
        contoso.post("leases/" + id + "/acceptances", Map.of()).statusCode(200);
        Sql.as("northwind")
                .update(
                        "delete from device where scope_id = ? and registration_key = lower(?)",
                        arranged.scopeId,
                        devices.get(0));

        clock.forward(Duration.ofDays(3));

        arranged.awaitDevices(id, "active", 1);
        arranged.awaitDevices(id, "removed", 1);
        contoso.get("leases/" + id + "/devices?state=removed")
                .body("devices[0].failure", containsString("not in the scope any more"));
        assertThat(Trail.of("contoso", id), hasItem("lease.devicesWithdrawn"));
        assertThat(Trail.of("northwind", id), hasItem("lease.devicesWithdrawn"));
    }
}
