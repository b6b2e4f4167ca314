package io.slipway.lease;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import io.slipway.testing.Trail;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is leased on belongs to the lease above it, and comes back from below first. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class SubleaseTest {
    private static final Map<String, ?> MAY_SUBLEASE = Map.of("rights", List.of("sublease"), "noticeDays", 1);
    private static Arranged arranged;
    private Calls northwind;
    private Calls contoso;
    private Calls fabrikam;
    private List<String> devices;

    @Inject
    TestClock clock;

    @BeforeEach
    void a_scope_with_hubs() {
        if (arranged == null) {
            arranged = Arranged.withHubsOf("contoso", "fabrikam", "corner");
        }
        northwind = arranged.northwind;
        contoso = Calls.as("contoso");
        fabrikam = Calls.as("fabrikam");
        devices = arranged.devices(2);
    }

    @AfterEach
    void the_time_is_now() {
        clock.putBack();
    }

    @Test
    void only_devices_of_the_lease_above_are_leased_on() {
        String upper = arranged.running("contoso", devices, MAY_SUBLEASE);
        List<String> others = arranged.devices(1);
        arranged.running("contoso", others, Map.of());
        String lower = running(contoso, "fabrikam", upper, devices, Map.of());

        contoso.post("leases/previews", sublease("fabrikam", upper, others, Map.of()))
                .body("ready", is(0))
                .body("reasons.reason", equalTo(List.of("otherLease")));
        contoso.post("leases", sublease("fabrikam", upper, others, Map.of()))
                .statusCode(422)
                .body("fields.devices", containsString("held by another lease"));
        contoso.post("leases/" + lower + "/devices", Map.of("devices", Map.of("registrationIds", others)))
                .statusCode(422);
        contoso.post("leases/previews", choosing(upper, Map.of("startsWith", "cafe-" + arranged.mark)))
                .body("ready", is(0))
                .body("unavailable", is(0));
        assertThat(enterBySql(lower, others.get(0)), containsString("row-level security"));
    }

    @Test
    void the_operator_is_no_lessee_of_its_own_devices() {
        String upper = arranged.running("contoso", devices, MAY_SUBLEASE);

        contoso.post("leases", sublease("northwind", upper, devices, Map.of()))
                .statusCode(422)
                .body("fields.lessee", containsString("Return them instead"));
    }

    @Test
    void devices_are_leased_on_four_times_and_no_more_and_come_back_one_company_after_the_other() {
        List<String> chain = leasedOnFourTimes();
        assertNotLeasedOn(chain.get(4), PortalSession.as("tenant@fabrikam.example"));

        contoso.post("leases/" + chain.get(0) + "/returns", Map.of()).statusCode(200);

        arranged.awaitState(chain.get(0), "ended");
        assertEquals(Sql.id("northwind"), arranged.holder(devices.get(0)));
        Collections.reverse(chain);
        Instant last = Instant.EPOCH;
        for (String lease : chain) {
            northwind.get("leases/" + lease).body("state", equalTo("ended"));
            assertThat(last, lessThanOrEqualTo(endedAt(lease)));
            last = endedAt(lease);
        }
        northwind
                .get("scopes/" + arranged.idScope + "/devices/" + devices.get(0) + "/custody")
                .body("periods.leaseId", equalTo(chain));
    }

    /** The leases from the uppermost down; a company may get devices again that it leased on. */
    private List<String> leasedOnFourTimes() {
        List<String> chain = new ArrayList<>(List.of(arranged.running("contoso", devices, MAY_SUBLEASE)));
        List<String> companies = List.of("contoso", "fabrikam", "corner", "contoso", "fabrikam");
        for (int i = 1; i < companies.size(); i++) {
            chain.add(
                    running(Calls.as(companies.get(i - 1)), companies.get(i), chain.get(i - 1), devices, MAY_SUBLEASE));
        }
        return chain;
    }

    private void assertNotLeasedOn(String lowest, PortalSession lessee) {
        fabrikam.post("leases", sublease("corner", lowest, devices, MAY_SUBLEASE))
                .statusCode(422)
                .body("fields.upperLease", containsString("were leased on 4 times, which is as often as can be"));
        assertThat(
                lessee.get("/a/fabrikam/leases/" + lowest).body(), not(containsString("/new-lease?upper=" + lowest)));
        assertEquals(409, lessee.get("/a/fabrikam/new-lease?upper=" + lowest).status());
        Calls.as("corner").get("leases?limit=500").body("leases.upperLease", not(hasItem(lowest)));
        assertEquals(Sql.id("fabrikam"), arranged.holder(devices.get(0)));
        fabrikam.get("leases/" + lowest).body("state", equalTo("active")).body("devices.active", is(2));
    }

    @Test
    void one_device_is_recalled_from_the_bottom_of_three_leases_and_the_other_stays_there() {
        String first = arranged.running("contoso", devices, MAY_SUBLEASE);
        String second = running(contoso, "fabrikam", first, devices, MAY_SUBLEASE);
        String third = running(fabrikam, "corner", second, devices, Map.of("endAction", "keep"));

        recall(first, devices.subList(0, 1));
        clock.forward(Duration.ofDays(2));

        arranged.awaitDevices(first, "ended", 1);
        assertEquals(Sql.id("northwind"), arranged.holder(devices.get(0)));
        assertEquals(Sql.id("corner"), arranged.holder(devices.get(1)));
        northwind.get("leases/" + third).body("devices.active", is(1));
    }

    @Test
    void what_a_lessee_below_keeps_until_collected_does_not_hold_up_the_lease_above() {
        String upper = arranged.running("contoso", devices, MAY_SUBLEASE);
        String lower = running(contoso, "fabrikam", upper, devices, Map.of("endAction", "keep"));
        fabrikam.post("leases/" + lower + "/returns", Map.of()).statusCode(200);
        arranged.awaitDevices(lower, "ending", 2);
        assertEquals(Sql.id("fabrikam"), arranged.holder(devices.get(0)));

        contoso.post("leases/" + upper + "/returns", Map.of()).statusCode(200);

        arranged.awaitState(upper, "ended");
        assertEquals(Sql.id("northwind"), arranged.holder(devices.get(0)));
    }

    @Test
    void a_kept_device_goes_back_when_it_is_recalled_above_later_and_the_others_stay_kept() {
        String upper = arranged.running("contoso", devices, Map.of("rights", List.of("sublease"), "noticeDays", 5));
        String lower = running(contoso, "fabrikam", upper, devices, Map.of("endAction", "keep", "noticeDays", 1));
        contoso.post("leases/" + lower + "/recalls", Map.of("registrationIds", devices))
                .statusCode(200);
        clock.forward(Duration.ofDays(2));
        arranged.awaitDevices(lower, "ending", 2);
        assertEquals(Sql.id("fabrikam"), arranged.holder(devices.get(0)));

        recall(upper, devices.subList(0, 1));
        clock.forward(Duration.ofDays(6));

        arranged.awaitDevices(upper, "ended", 1);
        assertEquals(Sql.id("northwind"), arranged.holder(devices.get(0)));
        arranged.awaitNothingDue(lower, clock.instant());
        assertEquals(Sql.id("fabrikam"), arranged.holder(devices.get(1)));
        northwind.get("leases/" + lower).body("devices.ending", is(1));
    }

    @Test
    void what_is_offered_or_begins_later_below_is_withdrawn_when_its_device_is_recalled() {
        String upper = arranged.running("contoso", devices, MAY_SUBLEASE);
        String offer = proposed(contoso, "fabrikam", upper, devices.subList(0, 1), Map.of());
        String start = Instant.now().plus(Duration.ofDays(20)).toString();
        String later = proposed(contoso, "fabrikam", upper, devices.subList(1, 2), Map.of("startsAt", start));
        fabrikam.post("leases/" + later + "/acceptances", Map.of()).statusCode(200);

        recall(upper, devices);
        contoso.post("leases/previews", sublease("fabrikam", upper, devices, Map.of()))
                .body("ready", is(0));
        clock.forward(Duration.ofDays(2));

        arranged.awaitDevices(upper, "ended", 2);
        arranged.awaitState(offer, "withdrawn");
        arranged.awaitState(later, "ended");
        fabrikam.post("leases/" + offer + "/acceptances", Map.of()).statusCode(409);
        northwind.get("leases/" + later).body("endingReason", equalTo("None of its devices came."));
        for (String slug : List.of("contoso", "fabrikam")) {
            assertThat(Trail.of(slug, offer), hasItem("lease.devicesWithdrawn"));
            assertThat(Trail.of(slug, later), hasItem("lease.devicesWithdrawn"));
        }
    }

    @Test
    void an_offer_below_a_lease_that_is_recalled_says_when_it_would_end() {
        PortalSession lessee = PortalSession.as("tenant@fabrikam.example");
        String upper = arranged.running("contoso", devices, MAY_SUBLEASE);
        String due = northwind
                .post("leases/" + upper + "/recalls", Map.of())
                .statusCode(200)
                .extract()
                .path("recallDueAt");

        String offer = proposed(contoso, "fabrikam", upper, devices, Map.of("reference", "Late " + arranged.mark));

        arranged.awaitNothingDue(upper, clock.instant());
        fabrikam.get("leases/" + offer).body("upperEndsAt", equalTo(due));
        assertThat(lessee.get("/a/fabrikam/leases/" + offer).body(), containsString("It would end early"));
        assertThat(
                lessee.get("/a/fabrikam").body(),
                allOf(
                        containsString("offers you the lease “Late " + arranged.mark + "”"),
                        containsString("It ends early: the devices leave you by "),
                        not(containsString("The lease “Late " + arranged.mark + "” has come to its end"))));
        fabrikam.post("leases/" + offer + "/acceptances", Map.of()).statusCode(200);
        assertThat(
                lessee.get("/a/fabrikam").body(), containsString("The lease “Late " + arranged.mark + "” ends early"));
    }

    @Test
    void the_hub_that_a_lessee_below_chooses_is_known_to_the_operator_and_not_to_its_lessor() {
        String hub = arranged.hubOf("fabrikam");
        String upper = arranged.running("contoso", devices, MAY_SUBLEASE);
        String lower = proposed(contoso, "fabrikam", upper, devices, Map.of());
        fabrikam.post("leases/" + lower + "/acceptances", Map.of()).statusCode(200);

        fabrikam.put("leases/" + lower + "/default-hub", Map.of("hub", hub)).statusCode(200);

        String events = "events?objectType=lease&objectId=" + lower;
        String chosen = "events.find { it.action == 'lease.hubChosen' }.after";
        for (Calls reader : List.of(fabrikam, northwind)) {
            reader.get(events).body(chosen + ".defaultHub", equalTo(hub));
        }
        contoso.get(events).body("events.action", hasItem("lease.hubChosen")).body(chosen, nullValue());
    }

    private void recall(String lease, List<String> some) {
        northwind
                .post("leases/" + lease + "/recalls", Map.of("registrationIds", some))
                .statusCode(200);
    }

    private String running(Calls lessor, String lessee, String upper, List<String> some, Map<String, ?> terms) {
        String id = proposed(lessor, lessee, upper, some, terms);
        Calls.as(lessee).post("leases/" + id + "/acceptances", Map.of()).statusCode(200);
        arranged.awaitDevices(id, "active", some.size());
        return id;
    }

    private static String proposed(Calls lessor, String lessee, String upper, List<String> some, Map<String, ?> terms) {
        return lessor.post("leases", sublease(lessee, upper, some, terms))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, ?> sublease(String lessee, String upper, List<String> some, Map<String, ?> terms) {
        Map<String, Object> all = new HashMap<>(Map.of("reference", "Below"));
        all.putAll(terms);
        Map<String, Object> proposal = new HashMap<>(choosing(upper, Map.of("registrationIds", some)));
        proposal.putAll(Map.of("lessee", lessee, "terms", all));
        return proposal;
    }

    private static Map<String, ?> choosing(String upper, Map<String, ?> choice) {
        return Map.of("upperLease", upper, "devices", choice);
    }

    private Instant endedAt(String lease) {
        return Instant.parse(northwind.get("leases/" + lease).extract().path("endedAt"));
    }

    private static String enterBySql(String lease, String device) {
        return Sql.as("contoso")
                .refusal(
                        """
                        insert into lease_device (lease_id, scope_id, registration_key, registration_id, account_id
                                                , lessee_id, operator_id, depth)
                        select lease_id, scope_id, lower(?), ?, account_id, lessee_id, operator_id, depth
                          from lease
                         where lease_id = ?
                        """,
                        device,
                        device,
                        UUID.fromString(lease));
    }
}
