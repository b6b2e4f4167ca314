package io.slipway.lease;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.PortalSession.Page;
import io.slipway.testing.ServerZone;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.Trail;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class LeasePagesTest {
    private static Arranged arranged;
    private static PortalSession operator;
    private static PortalSession admin;
    private static PortalSession tenant;
    private List<String> devices;

    @BeforeEach
    void people_of_both_companies() {
        if (arranged == null) {
            arranged = Arranged.withHubsOf("contoso");
            operator = PortalSession.as("operator@northwind.example");
            admin = PortalSession.as("admin@northwind.example");
            tenant = PortalSession.as("tenant@contoso.example");
        }
        devices = arranged.devices(2);
    }

    @AfterEach
    void one_person_is_enough_again() {
        admin.post("/a/northwind/settings", Map.of("approvalAbove", ""));
    }

    @Test
    void a_lease_is_proposed_by_form_after_a_preview_and_accepted_by_form() {
        shows(
                operator.get("/a/northwind/new-lease"),
                200,
                "Leasing " + arranged.mark,
                "All devices of an enrollment group");
        Map<String, String> form = form("Form " + devices.get(0));
        form.put("devices", String.join("\n", devices) + "\nnobody-here");

        Page preview = operator.post("/a/northwind/new-lease", form);

        shows(preview, 200, "Propose lease of 2 devices to contoso", "1 device not known here", "nobody-here");
        form.put("skipUnavailable", "true");
        Page proposed = operator.post("/a/northwind/new-lease/proposals", form);
        shows(proposed, 200, "2 devices are on offer to Contoso Cafés.", "Withdraw offer");
        String id = proposed.address().getPath().replaceAll(".*/", "");
        shows(tenant.get("/a/contoso/leases"), 200, "Yours to answer", "Form " + devices.get(0));
        shows(tenant.get("/a/contoso"), 200, "Northwind Fleet offers you the lease “Form " + devices.get(0) + "”");
        shows(
                tenant.get("/a/contoso/leases/" + id),
                200,
                "Accept 2 devices from Northwind Fleet?",
                "move the devices between its own hubs",
                "Their twins begin as the enrollment says with each new holder");

        Page accepted = tenant.post("/a/contoso/leases/" + id + "/acceptances", Map.of("note", "Fine"));

        shows(accepted, 200, "Accepted. The devices are handed over now.");
        arranged.awaitDevices(id, "active", 2);
        shows(tenant.get("/a/contoso/leases/" + id), 200, "Return devices", "Default hub");
        shows(tenant.get("/a/contoso/leases/" + id + "/devices?state=active"), 200, devices.get(0));
        shows(tenant.get("/a/contoso/partners"), 200, "Form " + devices.get(0), "You hold 2 devices");
        shows(operator.get("/a/northwind/leases/" + id), 200, "Recall", "Add devices");
        shows(admin.get("/a/northwind/leases/" + id), 200, "Terminate the lease");
        assertFalse(operator.get("/a/northwind/leases/" + id).body().contains("Terminate the lease"));
        shows(operator.get("/a/northwind/leases?side=given&state=active"), 200, "Form " + devices.get(0));
        shows(
                operator.post("/a/northwind/leases/" + id + "/recalls", Map.of("devices", devices.get(0))),
                200,
                "Recalled in part",
                "Northwind Fleet gets 1 device back");
    }

    @Test
    void devices_are_ticked_in_the_table_to_accept_recall_and_return_them() {
        devices = arranged.devices(3);
        String id = arranged.proposed("contoso", devices, Map.of());
        String ofTenant = "/a/contoso/leases/" + id;
        String ofOperator = "/a/northwind/leases/" + id;
        String ticked = "proposed/" + devices.get(0);
        shows(tenant.get(ofTenant + "/devices"), 200, "value=\"" + ticked + "\"");
        shows(tenant.post(ofTenant + "/selections", Map.of("device", ticked)), 200, "Accept 1 device", devices.get(0));
        shows(tenant.post(ofTenant + "/selections", Map.of()), 200, "Nothing is selected");
        tenant.post(ofTenant + "/acceptances", Map.of("devices", devices.get(0)));
        arranged.awaitDevices(id, "active", 1);

        String held = "active/" + devices.get(0);
        shows(operator.post(ofOperator + "/selections", Map.of("device", held)), 200, "Recall 1 device");
        operator.post(ofOperator + "/recalls", Map.of("devices", devices.get(0)));
        String leaving = "leaving/" + devices.get(0);
        shows(operator.get(ofOperator + "/devices"), 200, "value=\"" + leaving + "\"");
        shows(operator.post(ofOperator + "/selections", Map.of("device", leaving)), 200, "Take their recall back");
        shows(
                operator.post(ofOperator + "/recall-withdrawals", Map.of("devices", devices.get(0))),
                200,
                "The recall is taken back.");
        shows(tenant.post(ofTenant + "/selections", Map.of("device", held)), 200, "Return 1 device");
    }

    @Test
    void a_refused_form_keeps_what_was_typed() {
        Map<String, String> form = form("");
        form.put("devices", "something-typed");

        shows(operator.post("/a/northwind/new-lease", form), 422, "Give the lease a name", "something-typed");
        shows(
                operator.post("/a/northwind/new-lease", Map.of("endsAt", "soon")),
                422,
                "Give a date such as 2027-01-31.");
    }

    @Test
    void a_refused_action_stands_open_with_what_was_typed_and_the_others_are_empty() {
        String id = arranged.running("contoso", devices, Map.of("noticeDays", 0));
        String recalls = "/a/northwind/leases/" + id + "/recalls";

        Page refused =
                operator.post(recalls, Map.of("devices", devices.get(0) + "\nnobody-here", "reason", "Needed at sea"));

        shows(refused, 409, "Not all of these devices are in this lease.", "\nnobody-here</textarea>");
        assertEquals(2, refused.body().split("<details class=\"confirm\" open>", -1).length, refused.body());
        assertEquals(2, refused.body().split("value=\"Needed at sea\"", -1).length, refused.body());
        shows(
                operator.post(recalls, Map.of("reason", "x".repeat(501))),
                422,
                "href=\"#recalls-reason\"",
                "id=\"recalls-reason\"");
        shows(
                operator.post(recalls, Map.of("devices", devices.get(0))),
                200,
                "Recalled. What is handed over comes back now.");
    }

    @Test
    void what_its_lessee_keeps_is_not_said_to_go_back_before_it_is_collected_and_goes_to_the_hub_agreed() {
        String id = arranged.running(
                "contoso", devices, Map.of("endAction", "keep", "noticeDays", 10, "returnHub", arranged.ownHub));
        String ofTenant = "/a/contoso/leases/" + id;
        String ofOperator = "/a/northwind/leases/" + id;
        shows(
                tenant.get(ofTenant),
                200,
                "The devices stay with Contoso Cafés until Northwind Fleet collects them. They leave your hubs then");
        shows(operator.get(ofOperator), 200, "You may collect them after 10 days of notice.");

        shows(
                operator.post(ofOperator + "/recalls", Map.of()),
                200,
                "Recalled. Collect what is handed over when the notice is over.",
                "Northwind Fleet may collect the devices");
        shows(tenant.get("/a/contoso"), 200, "You keep its devices until Northwind Fleet collects them.");
        shows(
                tenant.post(ofTenant + "/returns", Map.of()),
                200,
                "Returned. You keep the devices until Northwind Fleet collects them.");

        arranged.awaitDevices(id, "ending", 2);
        shows(operator.get(ofOperator), 200, "Collect 2 devices?", "value=\"" + arranged.ownHub + "\" selected");
    }

    @Test
    void devices_of_a_lease_that_begins_later_are_not_said_to_be_handed_over_now() {
        String later = Instant.now().plus(Duration.ofDays(2)).toString();
        String id = arranged.proposed("contoso", devices, Map.of("startsAt", later));
        shows(tenant.get("/a/contoso/leases/" + id), 200, "When the lease begins, the devices are moved to your hub.");

        shows(
                tenant.post("/a/contoso/leases/" + id + "/acceptances", Map.of()),
                200,
                "Accepted. The devices are handed over when the lease begins.");
    }

    @Test
    void single_devices_are_ticked_to_take_them_out_of_an_offer() {
        String id = arranged.proposed("contoso", devices, Map.of());
        String page = "/a/northwind/leases/" + id;
        shows(operator.get(page + "/devices"), 200, "Take out of the offer");
        shows(
                operator.post(page + "/selections", Map.of("device", "proposed/" + devices.get(0))),
                200,
                "Take 1 device out of the offer");

        shows(
                operator.post(page + "/recalls", Map.of("devices", devices.get(0))),
                200,
                "The devices are taken out of the offer.");

        arranged.northwind.get("leases/" + id).body("devices.proposed", is(1)).body("state", equalTo("proposed"));
    }

    @Test
    void a_day_typed_as_the_end_is_its_midnight_utc_even_where_the_servers_clocks_skip_it() {
        Map<String, String> form = form("Ends " + devices.get(0));
        form.put("devices", String.join("\n", devices));
        try (ServerZone chile = ServerZone.of("America/Santiago")) {
            Instant midnight = chile.nextGapInUtc(Instant.now().plus(Duration.ofDays(2)));
            String day = midnight.toString().replace("T00:00:00Z", "");
            form.put("endsAt", day);
            shows(operator.post("/a/northwind/new-lease", form), 200, "until " + written(midnight) + ", 00:00:00 UTC");

            Page proposed = operator.post("/a/northwind/new-lease/proposals", form);

            shows(proposed, 200, "datetime=\"" + midnight + "\"", ">" + written(midnight) + "<");
            arranged.northwind
                    .get(proposed.address().getPath().replaceAll(".*/(leases/)", "$1"))
                    .body("endsAt", equalTo(midnight.toString()));
        }
    }

    private static String written(Instant day) {
        return DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(day);
    }

    @Test
    void a_hundred_thousand_registration_ids_go_through_the_preview() {
        Map<String, String> form = form("Large list");
        form.put(
                "devices",
                IntStream.range(0, 100_000)
                        .mapToObj(i -> "%030d;some;more;columns".formatted(i))
                        .collect(Collectors.joining("\r\n", "", "\r\n" + devices.get(0))));
        shows(operator.post("/a/northwind/new-lease", form), 422, "Choose 100,000 devices or fewer");
        form.put("devices", form.get("devices").substring(form.get("devices").indexOf('\n') + 1));

        Page preview = operator.post("/a/northwind/new-lease", form);

        shows(preview, 200, "Propose lease of 1 device to contoso", "99,999 devices not known here");
        assertFalse(preview.body().contains("some;more;columns"));
        form.put(
                "devices",
                preview.body().replaceAll("(?s).*<textarea name=\"devices\" hidden>\n(.*?)</textarea>.*", "$1"));
        form.put("skipUnavailable", "true");
        shows(operator.post("/a/northwind/new-lease/proposals", form), 200, "1 device is on offer to Contoso Cafés.");
    }

    @Test
    void actions_that_do_not_fit_are_refused_on_the_page_of_the_lease() {
        String id = arranged.proposed("contoso", devices, Map.of());

        shows(operator.post("/a/northwind/leases/" + id + "/recalls", Map.of()), 409, "This lease does not run.");
        shows(
                tenant.post("/a/contoso/leases/" + id + "/withdrawals", Map.of()),
                409,
                "Only the lessor of this lease can do this.");
        shows(
                tenant.post("/a/contoso/leases/" + id + "/declines", Map.of("note", "No room")),
                200,
                "Declined.",
                "No room");
        shows(PortalSession.as("auditor@contoso.example").post("/a/contoso/leases/" + id + "/declines", Map.of()), 403);
    }

    @Test
    void above_its_own_limit_a_company_needs_a_second_person_and_nobody_else_knows() {
        shows(operator.get("/a/northwind/settings"), 403);
        shows(admin.post("/a/northwind/settings", Map.of("approvalAbove", "many")), 422, "Give a number of devices");
        shows(admin.post("/a/northwind/settings", Map.of("approvalAbove", "1")), 200, "The settings are saved.");
        Map<String, String> form = form("Large " + devices.get(0));
        form.put("devices", String.join("\n", devices));

        Page waiting = operator.post("/a/northwind/new-lease/proposals", form);

        shows(
                waiting,
                200,
                "another person of your company has to approve it",
                "Propose lease of 2 devices to contoso");
        Calls.as("contoso").get("leases?limit=500").body("leases.reference", not(hasItem("Large " + devices.get(0))));
        String id = pending("northwind");
        Page own = operator.get("/a/northwind/lease-approvals/" + id);
        shows(own, 200, "You asked for this yourself", "Take this request back?");
        assertFalse(own.body().contains("Approve and do it"), own.body());
        shows(admin.get("/a/northwind/lease-approvals/" + id), 200, "Approve and do it", "Refuse this request?");
        shows(operator.post(approve(id), Map.of()), 409, "Another person of your company has to approve this");
        arranged.northwind
                .post("lease-approvals/" + id + "/approvals", Map.of())
                .statusCode(409);
        shows(admin.post(approve(id), Map.of()), 200, "Approved and done.", "Large " + devices.get(0));
        Calls.as("contoso").get("leases?limit=500").body("leases.reference", hasItem("Large " + devices.get(0)));
        assertThat(Trail.of("northwind", id), hasItems("leaseApproval.asked", "leaseApproval.approved"));
        arranged.northwind.post("lease-approvals/" + id + "/refusals", Map.of()).statusCode(409);
    }

    @Test
    void a_request_by_api_waits_too_and_is_refused() {
        admin.post("/a/northwind/settings", Map.of("approvalAbove", "0"));

        String id = arranged.northwind
                .post("leases", arranged.proposal("contoso", devices, Map.of()))
                .statusCode(202)
                .body("kind", equalTo("proposal"))
                .body("devices", is(2))
                .extract()
                .path("id");

        Calls.as("contoso")
                .post("lease-approvals/" + id + "/approvals", Map.of())
                .statusCode(404);
        shows(admin.post("/a/northwind/lease-approvals/" + id + "/refusals", Map.of()), 200, "Refused.");
        arranged.northwind.get("lease-approvals").body("find { it.id == '" + id + "' }.state", equalTo("refused"));
        assertEquals(Sql.id("northwind"), arranged.holder(devices.get(0)));
    }

    @Test
    void what_a_second_person_refused_is_among_the_leases_for_whoever_asked() {
        admin.post("/a/northwind/settings", Map.of("approvalAbove", "0"));
        String id = arranged.northwind
                .post("leases", arranged.proposal("contoso", devices, Map.of()))
                .extract()
                .path("id");

        admin.post("/a/northwind/lease-approvals/" + id + "/refusals", Map.of());

        shows(operator.get("/a/northwind/leases"), 200, "Decided by a second person", "/lease-approvals/" + id);
    }

    private static String pending(String slug) {
        return Calls.as(slug).get("lease-approvals").extract().path("find { it.state == 'pending' }.id");
    }

    private static String approve(String id) {
        return "/a/northwind/lease-approvals/" + id + "/approvals";
    }

    private static Map<String, String> form(String reference) {
        return new HashMap<>(Map.of(
                "idScope",
                arranged.idScope,
                "lessee",
                "contoso",
                "reference",
                reference,
                "which",
                "list",
                "rights",
                "reassign",
                "noticeDays",
                "10",
                "endAction",
                "return"));
    }

    private static void shows(Page page, int status, String... texts) {
        assertEquals(status, page.status(), page.body());
        for (String text : texts) {
            assertTrue(page.body().contains(text), () -> text + " is not on the page\n" + page.body());
        }
    }
}
