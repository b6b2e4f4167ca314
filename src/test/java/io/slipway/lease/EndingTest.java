package io.slipway.lease;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import io.slipway.testing.Trail;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class EndingTest {
    private static Arranged arranged;
    private Calls northwind;
    private Calls contoso;
    private List<String> devices;

    @Inject
    TestClock clock;

    @BeforeEach
    void a_scope_with_hubs() {
        if (arranged == null) {
            arranged = Arranged.withHubsOf("contoso", "fabrikam");
        }
        northwind = arranged.northwind;
        contoso = Calls.as("contoso");
        devices = arranged.devices(2);
    }

    @AfterEach
    void the_time_is_now() {
        clock.putBack();
    }

    @Test
    void a_term_ends_and_the_devices_go_home() {
        String id = arranged.running("contoso", devices, Map.of("endsAt", in(Duration.ofDays(3))));

        clock.forward(Duration.ofDays(4));

        arranged.awaitState(id, "ended");
        northwind
                .get("leases/" + id)
                .body("endingReason", equalTo("Its term is over."))
                .body("endedAt", notNullValue())
                .body("devices.ended", is(2));
        contoso.get("leases/" + id + "/devices").body("devices[0].heldUntil", notNullValue());
        assertEquals(Sql.id("northwind"), arranged.holder(devices.get(0)));
        assertThat(Trail.of("contoso", id), hasItems("lease.ending", "lease.ended"));
        assertThat(Trail.of("contoso", arranged.idScope + "/" + devices.get(0)), hasItem("device.returned"));
    }

    @Test
    void devices_that_came_back_are_leased_to_the_next_company() {
        String first = arranged.running("contoso", devices, Map.of());
        contoso.post("leases/" + first + "/returns", Map.of()).statusCode(200);
        arranged.awaitState(first, "ended");

        String second = arranged.running("fabrikam", devices, Map.of());

        assertEquals(Sql.id("fabrikam"), arranged.holder(devices.get(1)));
        contoso.get("leases/" + second).statusCode(404);
        Calls.as("fabrikam").get("leases/" + first).statusCode(404);
    }

    @Test
    void a_lessee_returns_one_device_and_keeps_the_others() {
        String id = arranged.running("contoso", devices, Map.of());

        contoso.post("leases/" + id + "/returns", Map.of("registrationIds", List.of("unknown-one")))
                .statusCode(409);
        contoso.post("leases/" + id + "/returns", Map.of("registrationIds", devices.subList(0, 1), "reason", "Broken"))
                .statusCode(200);

        arranged.awaitDevices(id, "ended", 1);
        northwind.get("leases/" + id).body("state", equalTo("active")).body("devices.active", is(1));
        assertEquals(Sql.id("northwind"), arranged.holder(devices.get(0)));
        assertEquals(Sql.id("contoso"), arranged.holder(devices.get(1)));
    }

    @Test
    void a_recall_takes_effect_when_its_notice_is_over() {
        String id = arranged.running("contoso", devices, Map.of("noticeDays", 5));

        contoso.post("leases/" + id + "/recalls", Map.of()).statusCode(409);
        northwind
                .post("leases/" + id + "/recalls", Map.of("reason", "Needed elsewhere"))
                .statusCode(200)
                .body("state", equalTo("active"))
                .body("recallDueAt", notNullValue());
        clock.forward(Duration.ofDays(4));
        northwind.get("leases/" + id).body("state", equalTo("active"));

        clock.forward(Duration.ofDays(2));

        arranged.awaitState(id, "ended");
        contoso.get("leases/" + id).body("endingReason", equalTo("Needed elsewhere"));
        assertThat(Trail.of("contoso", id), hasItem("lease.recalled"));
    }

    @Test
    void a_recall_is_taken_back() {
        String id = arranged.running("contoso", devices, Map.of("noticeDays", 5));
        northwind.post("leases/" + id + "/recalls", Map.of()).statusCode(200);

        northwind.delete("leases/" + id + "/recalls").statusCode(200).body("recalledAt", nullValue());

        northwind.delete("leases/" + id + "/recalls").statusCode(409);
    }

    @Test
    void a_single_device_is_recalled_with_the_same_notice() {
        String id = arranged.running("contoso", devices, Map.of("noticeDays", 1));

        northwind
                .post("leases/" + id + "/recalls", Map.of("registrationIds", devices.subList(0, 1)))
                .statusCode(200);
        clock.forward(Duration.ofDays(2));

        arranged.awaitDevices(id, "ended", 1);
        assertEquals(Sql.id("northwind"), arranged.holder(devices.get(0)));
        assertEquals(Sql.id("contoso"), arranged.holder(devices.get(1)));
    }

    @Test
    void the_recall_of_single_devices_is_taken_back_by_name_or_as_a_whole() {
        String id = arranged.running("contoso", devices, Map.of("noticeDays", 1));
        northwind
                .post("leases/" + id + "/recalls", Map.of("registrationIds", devices))
                .statusCode(200);

        contoso.post("leases/" + id + "/recall-withdrawals", Map.of()).statusCode(409);
        northwind
                .post("leases/" + id + "/recall-withdrawals", Map.of("registrationIds", List.of("unknown-one")))
                .statusCode(409);
        northwind
                .post("leases/" + id + "/recall-withdrawals", Map.of("registrationIds", devices.subList(0, 1)))
                .statusCode(200);
        northwind
                .get("leases/" + id + "/devices")
                .body("devices.findAll { it.leavesAt != null }.registrationId", equalTo(devices.subList(1, 2)));
        northwind.post("leases/" + id + "/recall-withdrawals", Map.of()).statusCode(200);
        northwind.post("leases/" + id + "/recall-withdrawals", Map.of()).statusCode(409);
        clock.forward(Duration.ofDays(2));

        northwind.get("leases/" + id).body("devices.active", is(2));
    }

    @Test
    void a_list_without_devices_is_about_none_and_nothing_is_recorded() {
        String id = arranged.proposed("contoso", devices, Map.of());
        contoso.post("leases/" + id + "/acceptances", Map.of()).statusCode(200);
        Map<String, ?> none = Map.of("registrationIds", List.of(), "text", "registrationId\n");

        for (ValidatableResponse answer : List.of(
                contoso.post("leases/" + id + "/returns", none),
                northwind.post("leases/" + id + "/recalls", none),
                northwind.post("leases/" + id + "/recall-withdrawals", none))) {
            answer.statusCode(422).body("fields.registrationIds", containsString("at least one registration ID"));
        }

        assertThat(
                Trail.of("northwind", id),
                not(hasItem(anyOf(is("lease.returned"), is("lease.recalled"), is("lease.recallTakenBack")))));
    }

    @Test
    void only_the_lessor_renews_and_only_to_a_later_end() {
        Instant ends = Instant.parse(in(Duration.ofDays(3)));
        String id = arranged.running("contoso", devices, Map.of("endsAt", ends.toString()));
        String later = ends.plus(Duration.ofDays(9)).toString();

        northwind
                .post("leases/" + id + "/recalls", Map.of("reason", "Needed elsewhere"))
                .statusCode(200);
        contoso.post("leases/" + id + "/renewals", Map.of("endsAt", later)).statusCode(409);
        northwind.post("leases/" + id + "/renewals", Map.of()).statusCode(422).body("fields.endsAt", notNullValue());
        northwind
                .post(
                        "leases/" + id + "/renewals",
                        Map.of("endsAt", ends.minusSeconds(60).toString()))
                .statusCode(409);
        northwind
                .post("leases/" + id + "/renewals", Map.of("endsAt", later))
                .statusCode(200)
                .body("endsAt", equalTo(later))
                .body("recalledAt", nullValue())
                .body("endingReason", nullValue());
        clock.forward(Duration.ofDays(4));

        northwind.get("leases/" + id).body("state", equalTo("active"));
        assertThat(Trail.of("contoso", id), hasItem("lease.renewed"));
    }

    @Test
    void what_is_kept_until_collected_stays_with_the_lessee_until_then() {
        String id = arranged.running("contoso", devices, Map.of("endAction", "keep"));
        contoso.post("leases/" + id + "/returns", Map.of()).statusCode(200);
        arranged.awaitDevices(id, "ending", 2);
        assertEquals(Sql.id("contoso"), arranged.holder(devices.get(0)));

        northwind
                .post("leases/" + id + "/collections", Map.of("hub", arranged.ownHub))
                .statusCode(200);

        arranged.awaitState(id, "ended");
        assertEquals(Sql.id("northwind"), arranged.holder(devices.get(0)));
        String events = "events?objectType=lease&objectId=" + id;
        String collected = "events.find { it.action == 'lease.collected' }.after";
        northwind.get(events).body(collected + ".hub", equalTo(arranged.ownHub));
        contoso.get(events).body("events.action", hasItem("lease.collected")).body(collected, nullValue());
    }

    @Test
    void collecting_one_returned_device_of_a_lease_that_runs_leaves_the_others_kept_at_its_end() {
        String id = arranged.running("contoso", devices, Map.of("endAction", "keep", "endsAt", in(Duration.ofDays(3))));
        contoso.post("leases/" + id + "/returns", Map.of("registrationIds", devices.subList(0, 1)))
                .statusCode(200);
        arranged.awaitDevices(id, "ending", 1);
        northwind.post("leases/" + id + "/collections", Map.of()).statusCode(200);
        arranged.awaitDevices(id, "ended", 1);

        clock.forward(Duration.ofDays(4));

        arranged.awaitDevices(id, "ending", 1);
        arranged.awaitNothingDue(id, clock.instant());
        assertEquals(Sql.id("contoso"), arranged.holder(devices.get(1)));
        assertThat(
                PortalSession.as("operator@northwind.example")
                        .get("/a/northwind/leases/" + id)
                        .body(),
                containsString("Over, and not collected yet"));
        northwind.post("leases/" + id + "/collections", Map.of()).statusCode(200);
        arranged.awaitState(id, "ended");
        assertEquals(Sql.id("northwind"), arranged.holder(devices.get(1)));
    }

    @Test
    void a_sublease_keeps_to_the_lease_above_it_and_ends_first() {
        String upper = arranged.running(
                "contoso", devices, Map.of("rights", List.of("sublease", "twin"), "endsAt", in(Duration.ofDays(9))));
        assertRefused(upper, "fabrikam", Map.of("reference", "Below", "rights", List.of("twin", "reassign")), "rights");
        assertRefused(upper, "fabrikam", Map.of("reference", "Below", "rights", List.of("twin")), "endsAt");
        assertRefused(upper, "fabrikam", Map.of("reference", "Below", "endAction", "disable"), "endAction");
        String lower = contoso.post(
                        "leases",
                        sublease(upper, "fabrikam", Map.of("reference", "Below", "endsAt", in(Duration.ofDays(5)))))
                .statusCode(201)
                .body("operator.account", equalTo("northwind"))
                .extract()
                .path("id");
        Calls fabrikam = Calls.as("fabrikam");
        fabrikam.post("leases/" + lower + "/acceptances", Map.of()).statusCode(200);
        arranged.awaitDevices(lower, "active", 1);
        assertEquals(Sql.id("fabrikam"), arranged.holder(devices.get(0)));
        northwind.get("leases?side=below&limit=500").body("leases.id", hasItem(lower));
        fabrikam.get("leases/" + upper).statusCode(404);
        fabrikam.post("leases", sublease(lower, "corner", Map.of("reference", "Deeper")))
                .statusCode(422);

        contoso.post("leases/" + upper + "/returns", Map.of()).statusCode(200);

        arranged.awaitState(upper, "ended");
        northwind.get("leases/" + lower).body("state", equalTo("ended"));
        assertEquals(Sql.id("northwind"), arranged.holder(devices.get(0)));
        for (String slug : List.of("northwind", "contoso", "fabrikam")) {
            assertThat(Trail.of(slug, lower), hasItems("lease.proposed", "lease.accepted", "lease.ended"));
        }
        assertThat(Trail.of("fabrikam", upper), not(hasItem("lease.ended")));
        String custody = "scopes/" + arranged.idScope + "/devices/" + devices.get(0) + "/custody";
        northwind.get(custody).body("former", is(false)).body("periods.leaseId", hasItems(upper, lower));
        contoso.get(custody).body("former", is(true)).body("periods.leaseId", hasItems(upper, lower));
        fabrikam.get(custody).body("former", is(true)).body("periods.leaseId", equalTo(List.of(lower)));
        Calls.as("corner").enter().get(custody).statusCode(404);
    }

    @Test
    void a_lessor_without_a_hub_is_warned_and_its_trail_says_that_devices_came_back_to_none() {
        Arranged own = Arranged.withHubsOf("contoso");
        List<String> one = own.devices(1);
        String id = own.running("contoso", one, Map.of());
        PortalSession operator = PortalSession.as("operator@northwind.example");
        String warning = "No hub can take the devices back";
        assertThat(operator.get("/a/northwind/leases/" + id).body(), not(containsString(warning)));
        String link = northwind
                .get("scopes/" + own.idScope + "/hubs")
                .extract()
                .path("find { it.hostName == '" + own.ownHub + "' }.id");
        northwind.delete("scopes/" + own.idScope + "/hubs/" + link).statusCode(204);

        assertThat(operator.get("/a/northwind/leases/" + id).body(), containsString(warning));
        assertThat(
                PortalSession.as("tenant@contoso.example")
                        .get("/a/contoso/leases/" + id)
                        .body(),
                not(containsString(warning)));
        contoso.post("leases/" + id + "/returns", Map.of()).statusCode(200);

        own.awaitState(id, "ended");
        String custody = "scopes/" + own.idScope + "/devices/" + one.get(0) + "/custody";
        northwind.get(custody).body("events[0].after.hub", containsString("It is on no hub now"));
        contoso.get(custody)
                .body("events[0].action", equalTo("device.returned"))
                .body("events[0].after.hub", nullValue());
    }

    private void assertRefused(String upper, String lessee, Map<String, ?> terms, String field) {
        contoso.post("leases", sublease(upper, lessee, terms)).statusCode(422).body("fields." + field, notNullValue());
    }

    private Map<String, ?> sublease(String upper, String lessee, Map<String, ?> terms) {
        return Arranged.sublease(upper, lessee, devices.subList(0, 1), terms);
    }

    @Test
    void what_may_not_be_leased_on_is_not() {
        String upper = arranged.running("contoso", devices, Map.of());

        contoso.post("leases", sublease(upper, "fabrikam", Map.of("reference", "Below")))
                .statusCode(422)
                .body("fields.upperLease", containsString("does not allow"));
    }

    private String in(Duration duration) {
        return Instant.now().plus(duration).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
