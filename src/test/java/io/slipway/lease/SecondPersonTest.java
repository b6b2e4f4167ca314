package io.slipway.lease;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.slipway.testing.Calls;
import io.slipway.testing.Colleague;
import io.slipway.testing.PortalSession;
import io.slipway.testing.PortalSession.Page;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Above the size that an account sets, whatever is done to a lease. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class SecondPersonTest {
    private static Arranged arranged;
    private static PortalSession admin;
    private static PortalSession adminOfContoso;
    private Calls northwind;
    private Calls contoso;

    @Inject
    TestClock clock;

    @BeforeEach
    void people_of_both_companies() {
        if (arranged == null) {
            arranged = Arranged.withHubsOf("contoso");
            admin = PortalSession.as("admin@northwind.example");
            adminOfContoso = PortalSession.as("admin@contoso.example");
        }
        northwind = arranged.northwind;
        contoso = Calls.as("contoso");
    }

    @AfterEach
    void one_person_is_enough_again() {
        clock.putBack();
        for (String slug : List.of("northwind", "contoso")) {
            Calls.as(slug)
                    .get("lease-approvals")
                    .extract()
                    .<List<String>>path("findAll { it.state == 'pending' }.id")
                    .forEach(id -> Calls.as(slug).post("lease-approvals/" + id + "/refusals", Map.of()));
        }
        limit("");
        adminOfContoso.post("/a/contoso/settings", Map.of("approvalAbove", ""));
    }

    @Test
    void a_lease_does_not_grow_past_the_limit_by_additions() {
        String lease = arranged.running("contoso", arranged.devices(1), Map.of());
        List<String> more = arranged.devices(1);
        limit("1");

        String id = waits(post(lease, "devices", Map.of("devices", Map.of("registrationIds", more))), "addition", 1);

        northwind.get("leases/" + lease).body("devices.proposed", nullValue());
        assertEquals(200, approve(id).status());
        northwind.get("leases/" + lease).body("devices.proposed", is(1));
    }

    @Test
    void a_sublease_of_devices_that_were_being_recalled_then_is_approved_for_no_others() {
        Calls.as("fabrikam").enter();
        List<String> devices = arranged.devices(3);
        String upper = arranged.running("contoso", devices, Map.of("rights", List.of("sublease")));
        northwind
                .post("leases/" + upper + "/recalls", Map.of("registrationIds", devices.subList(0, 1)))
                .statusCode(200);
        adminOfContoso.post("/a/contoso/settings", Map.of("approvalAbove", "1"));
        Map<String, Object> sublease = new HashMap<>(Arranged.sublease(upper, "fabrikam", devices, Map.of()));
        sublease.put("skipUnavailable", true);
        String id = waits(contoso.post("leases", sublease), "proposal", 2);

        northwind.post("leases/" + upper + "/recall-withdrawals", Map.of()).statusCode(200);

        assertEquals(
                409,
                adminOfContoso
                        .post("/a/contoso/lease-approvals/" + id + "/approvals", Map.of())
                        .status());
    }

    @Test
    void a_recall_a_collection_and_a_termination_wait_too() {
        String lease = arranged.running("contoso", arranged.devices(2), Map.of("endAction", "keep"));
        limit("1");

        waits(post(lease, "recalls", Map.of("reason", "Needed")), "recall", 2);
        northwind.get("leases/" + lease).body("recalledAt", nullValue());
        Page asked = admin.post(
                "/a/northwind/leases/" + lease + "/terminations", Map.of("confirmation", "contoso", "reason", "Gone"));
        assertThat(asked.body(), containsString("another person of your company has to approve it"));
        assertThat(asked.body(), containsString("Terminate, taking back 2 devices"));
        northwind.get("leases/" + lease).body("terminatesAt", nullValue());
        assertThat(
                PortalSession.as("operator@northwind.example")
                        .get("/a/northwind/lease-approvals/" + pendingTermination())
                        .body(),
                containsString("Your roles do not allow this. Ask an account admin."));
        assertEquals(
                403,
                approve(PortalSession.as("operator@northwind.example"), pendingTermination())
                        .status());

        contoso.post("leases/" + lease + "/returns", Map.of()).statusCode(200);
        arranged.awaitDevices(lease, "ending", 2);
        waits(post(lease, "collections", Map.of("hub", arranged.ownHub)), "collection", 2);
    }

    @Test
    void a_termination_is_approved_by_another_admin_only_and_its_day_begins_then() {
        List<String> devices = arranged.devices(2);
        String lease = arranged.running("contoso", devices, Map.of("noticeDays", 300));
        limit("1");
        admin.post(
                "/a/northwind/leases/" + lease + "/terminations", Map.of("confirmation", "contoso", "reason", "Gone"));
        String id = pendingTermination();
        clock.forward(Duration.ofDays(2));

        Page own = approve(id);
        assertEquals(409, own.status());
        assertThat(own.body(), containsString("Another person of your company has to approve this"));
        contoso.get("leases/" + lease).body("terminatesAt", nullValue()).body("endingReason", nullValue());
        try (Colleague second = Colleague.joins("northwind", "account-admin")) {
            assertEquals(200, approve(PortalSession.as(second.name()), id).status());
        }

        contoso.get("leases/" + lease).body("state", equalTo("active")).body("endingReason", equalTo("Gone"));
        Instant terminates =
                Instant.parse(contoso.get("leases/" + lease).extract().path("terminatesAt"));
        assertThat(terminates, greaterThan(clock.instant().plus(Duration.ofHours(23))));
        clock.forward(Duration.ofHours(25));
        arranged.awaitState(lease, "terminated");
        assertEquals(Sql.id("northwind"), arranged.holder(devices.get(0)));
    }

    @Test
    void devices_on_their_way_count_when_a_lease_is_returned() {
        String lease = arranged.proposed(
                "contoso",
                arranged.devices(2),
                Map.of("startsAt", Instant.now().plus(Duration.ofDays(2)).toString()));
        contoso.post("leases/" + lease + "/acceptances", Map.of()).statusCode(200);
        adminOfContoso.post("/a/contoso/settings", Map.of("approvalAbove", "1"));

        waits(contoso.post("leases/" + lease + "/returns", Map.of()), "return", 2);
    }

    @Test
    void what_was_approved_is_what_is_carried_out() {
        String lease = arranged.proposed("contoso", arranged.devices(2), Map.of());
        adminOfContoso.post("/a/contoso/settings", Map.of("approvalAbove", "1"));
        String id = waits(
                contoso.post("leases/" + lease + "/acceptances", Map.of("note", "For the north")), "acceptance", 2);
        assertThat(
                adminOfContoso.get("/a/contoso/leases/" + lease).body(), containsString("Waits for a second person"));
        arranged.northwind.post("leases/" + lease + "/withdrawals", Map.of()).statusCode(200);

        Page refused = adminOfContoso.post("/a/contoso/lease-approvals/" + id + "/approvals", Map.of());

        assertEquals(409, refused.status());
        assertThat(
                refused.body(),
                containsString(
                        "Other devices would be concerned now (0 devices) than when this was asked (2 devices)"));
        contoso.get("lease-approvals/" + id).body("state", equalTo("pending"));
    }

    @Test
    void who_approves_sees_the_terms_and_some_of_the_devices() {
        List<String> devices = arranged.devices(2);
        limit("1");
        String id = waits(
                northwind.post(
                        "leases",
                        arranged.proposal("contoso", devices, Map.of("rights", List.of("twin"), "note", "Hi"))),
                "proposal",
                2);

        Page page = admin.get("/a/northwind/lease-approvals/" + id);

        for (String told : List.of("contoso", devices.get(1), "edit the desired properties", "30 days of notice")) {
            assertThat(page.body(), containsString(told));
        }
        northwind
                .get("lease-approvals/" + id)
                .statusCode(200)
                .body("terms.note", equalTo("Hi"))
                .body("examples", hasItem(devices.get(0)))
                .body("examples", hasSize(2));
    }

    @Test
    void what_is_impossible_anyway_does_not_wait() {
        limit("0");

        northwind
                .post("leases", arranged.proposal("nobody", arranged.devices(1), Map.of()))
                .statusCode(422);
        northwind
                .post("leases", arranged.proposal("contoso", arranged.devices(1), Map.of("returnHub", "no.such.hub")))
                .statusCode(422);
    }

    private ValidatableResponse post(String lease, String action, Map<String, ?> body) {
        return northwind.post("leases/" + lease + "/" + action, body);
    }

    private static String waits(ValidatableResponse answer, String kind, int devices) {
        return answer.statusCode(202)
                .body("kind", equalTo(kind))
                .body("devices", is(devices))
                .extract()
                .path("id");
    }

    private String pendingTermination() {
        return northwind
                .get("lease-approvals")
                .extract()
                .path("find { it.kind == 'termination' && it.state == 'pending' }.id");
    }

    private static Page approve(String id) {
        return approve(admin, id);
    }

    private static Page approve(PortalSession person, String id) {
        return person.post("/a/northwind/lease-approvals/" + id + "/approvals", Map.of());
    }

    private static void limit(String devices) {
        admin.post("/a/northwind/settings", Map.of("approvalAbove", devices));
    }
}
