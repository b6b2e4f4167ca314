package io.slipway.lease;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.slipway.testing.Calls;
import io.slipway.testing.Colleague;
import io.slipway.testing.Company;
import io.slipway.testing.PortalSession;
import io.slipway.testing.PortalSession.Page;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import io.slipway.testing.Trail;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class ProposalTest {
    private static Arranged arranged;
    private static Calls northwind;
    private static Calls contoso;

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
    void both_companies_read_the_same_offer() {
        List<String> devices = arranged.devices(3);

        String id = arranged.proposed(
                "contoso", devices, Map.of("rights", List.of("twin", "reassign"), "noticeDays", 7, "note", "Spring"));

        for (Calls side : List.of(northwind, contoso)) {
            side.get("leases/" + id)
                    .statusCode(200)
                    .body("state", equalTo("proposed"))
                    .body("lessor.account", equalTo("northwind"))
                    .body("lessee.name", equalTo("Contoso Cafés"))
                    .body("idScope", equalTo(arranged.idScope))
                    .body("rights", contains("reassign", "twin"))
                    .body("noticeDays", is(7))
                    .body("note", equalTo("Spring"))
                    .body("devices.proposed", is(3));
            side.get("leases?limit=500").body("leases.id", hasItem(id));
        }
        northwind.get("leases?side=given&limit=500").body("leases.id", hasItem(id));
        northwind.get("leases?side=received&limit=500").body("leases.id", not(hasItem(id)));
        assertThat(Trail.of("northwind", id), hasItem("lease.proposed"));
        assertThat(Trail.of("contoso", id), hasItem("lease.proposed"));
    }

    @Test
    void others_see_nothing_of_it() {
        String id = arranged.proposed("contoso", arranged.devices(1), Map.of());

        for (String stranger : List.of("fabrikam", "bolt", "corner")) {
            Calls calls = Calls.as(stranger);
            calls.get("leases/" + id).statusCode(404).body("detail", equalTo("There is no such lease here."));
            calls.get("leases/" + id + "/devices").statusCode(404);
            calls.post("leases/" + id + "/acceptances", Map.of()).statusCode(404);
            calls.get("leases?limit=500").body("leases.id", not(hasItem(id)));
        }
    }

    @Test
    void devices_that_cannot_be_leased_refuse_a_proposal_by_reason_and_count() {
        List<String> offered = arranged.devices(2);
        arranged.proposed("contoso", offered, Map.of());
        List<String> free = arranged.devices(1);
        List<String> all = Stream.of(offered, free, List.of("nobody-" + arranged.mark))
                .flatMap(List::stream)
                .toList();

        northwind
                .post("leases/previews", arranged.proposal("fabrikam", all, Map.of()))
                .statusCode(200)
                .body("ready", is(1))
                .body("unavailable", is(3))
                .body("reasons.find { it.reason == 'inLease' }.devices", is(2))
                .body("reasons.find { it.reason == 'unknown' }.examples", contains("nobody-" + arranged.mark));
        northwind
                .post("leases", arranged.proposal("fabrikam", all, Map.of()))
                .statusCode(422)
                .body("fields.devices", containsString("3 devices cannot be leased"))
                .body("fields.devices", containsString("2 are on offer or in a lease already"));

        Map<String, Object> skipping = new HashMap<>(arranged.proposal("fabrikam", all, Map.of()));
        skipping.put("skipUnavailable", true);
        northwind.post("leases", skipping).statusCode(201).body("devices.proposed", is(1));
    }

    @Test
    void devices_are_chosen_by_text_by_beginning_and_by_group() {
        List<String> devices = arranged.devices(4);
        String beginning = devices.get(0).substring(0, devices.get(0).length() - 4);
        String csv = "registrationId;batch\n\"" + devices.get(1).toUpperCase() + "\";7\n" + devices.get(2) + ";8\n\n";

        preview(Map.of("text", csv)).body("ready", is(2));
        preview(Map.of("startsWith", beginning.substring(0, 18))).body("ready", is(1));
        preview(Map.of("group", "no-such-group")).body("ready", is(0)).body("unavailable", is(0));
    }

    private static ValidatableResponse preview(Map<String, ?> choice) {
        return northwind
                .post("leases/previews", Map.of("idScope", arranged.idScope, "devices", choice))
                .statusCode(200);
    }

    @Test
    void only_a_tenant_by_its_exact_name_can_be_offered_a_lease() {
        List<String> devices = arranged.devices(1);
        for (String nobody : List.of("nobody", "acme", "")) {
            northwind
                    .post("leases", arranged.proposal(nobody, devices, Map.of()))
                    .statusCode(422)
                    .body("fields.lessee", containsString("account"));
        }
        northwind
                .post("leases", arranged.proposal("northwind", devices, Map.of()))
                .statusCode(422)
                .body("fields.lessee", containsString("Your own account"));
    }

    @Test
    void terms_that_make_no_sense_are_refused_field_by_field() {
        northwind
                .post(
                        "leases",
                        arranged.proposal(
                                "contoso",
                                arranged.devices(1),
                                Map.of(
                                        "reference",
                                        " ",
                                        "noticeDays",
                                        400,
                                        "endAction",
                                        "burn",
                                        "endsAt",
                                        "2020-01-01T00:00:00Z")))
                .statusCode(422)
                .body("fields.keySet()", hasItems("reference", "noticeDays", "endAction", "endsAt"));
    }

    @Test
    void a_character_that_cannot_be_stored_is_named_wherever_it_is() {
        List<String> odd = List.of("odd\0one");
        for (Map<String, ?> proposal : List.of(
                arranged.proposal("contoso", odd, Map.of()),
                arranged.proposal("contoso", arranged.devices(1), Map.of("reference", odd.get(0))))) {
            northwind.post("leases", proposal).statusCode(422).body("detail", containsString("U+0000"));
        }
        northwind
                .request()
                .queryParam("search", odd.get(0))
                .get(northwind.address("devices"))
                .then()
                .statusCode(422)
                .body("detail", containsString("U+0000"));
    }

    @Test
    void an_accepted_lease_hands_the_devices_over_and_both_trails_tell_it() {
        List<String> devices = arranged.devices(5);
        String id = arranged.proposed("contoso", devices, Map.of());

        contoso.post("leases/" + id + "/acceptances", Map.of("note", "Thank you"))
                .statusCode(200)
                .body("answerNote", equalTo("Thank you"));

        arranged.awaitDevices(id, "active", 5);
        contoso.get("leases/" + id).body("state", equalTo("active"));
        contoso.get("leases/" + id + "/devices?limit=2")
                .body("devices.size()", is(2))
                .body("devices[0].heldUntil", nullValue());
        assertEquals(Sql.id("contoso"), arranged.holder(devices.get(0)));
        contoso.get("devices/" + arranged.idScope + "/" + devices.get(0));
        for (String slug : List.of("northwind", "contoso")) {
            assertThat(Trail.of(slug, id), hasItems("lease.proposed", "lease.accepted", "lease.started"));
            assertThat(Trail.of(slug, arranged.idScope + "/" + devices.get(4)), hasItem("device.leased"));
        }
    }

    @Test
    void part_of_an_offer_is_accepted_and_the_rest_declined() {
        List<String> devices = arranged.devices(3);
        String id = arranged.proposed("contoso", devices, Map.of());

        contoso.post("leases/" + id + "/acceptances", Map.of("registrationIds", List.of("unknown-one")))
                .statusCode(409);
        contoso.post("leases/" + id + "/acceptances", Map.of("registrationIds", devices.subList(0, 1)))
                .statusCode(200)
                .body("devices.declined", is(2));

        arranged.awaitDevices(id, "active", 1);
        assertEquals(Sql.id("northwind"), arranged.holder(devices.get(2)));
    }

    @Test
    void a_lessee_without_a_hub_is_told_what_to_do_first() {
        Calls.as("corner").enter();
        String id = arranged.proposed("corner", arranged.devices(1), Map.of());

        Calls.as("corner")
                .post("leases/" + id + "/acceptances", Map.of())
                .statusCode(409)
                .body("detail", containsString("Offer one of your hubs"));
    }

    @Test
    void a_default_hub_is_one_of_the_lessees_own() {
        String id = arranged.proposed("contoso", arranged.devices(1), Map.of());
        String own = arranged.hubOf("contoso");

        contoso.post("leases/" + id + "/acceptances", Map.of("defaultHub", arranged.ownHub))
                .statusCode(422)
                .body("fields.defaultHub", containsString("no hub of this host name"));
        contoso.post("leases/" + id + "/acceptances", Map.of("defaultHub", own))
                .statusCode(200)
                .body("defaultHub", equalTo(own));

        arranged.awaitDevices(id, "active", 1);
    }

    @Test
    void a_declined_offer_and_a_withdrawn_one_leave_the_devices_free() {
        List<String> devices = arranged.devices(1);
        String declined = arranged.proposed("contoso", devices, Map.of());
        contoso.post("leases/" + declined + "/declines", Map.of("note", "No room"))
                .statusCode(200)
                .body("state", equalTo("declined"))
                .body("answerNote", equalTo("No room"));

        String withdrawn = arranged.proposed("contoso", devices, Map.of());
        contoso.post("leases/" + withdrawn + "/withdrawals", Map.of())
                .statusCode(409)
                .body("detail", equalTo("Only the lessor of this lease can do this."));
        northwind
                .post("leases/" + withdrawn + "/withdrawals", Map.of())
                .statusCode(200)
                .body("state", equalTo("withdrawn"));

        arranged.proposed("fabrikam", devices, Map.of());
        contoso.post("leases/" + withdrawn + "/acceptances", Map.of()).statusCode(409);
        assertThat(Trail.of("northwind", declined), hasItem("lease.declined"));
        assertThat(Trail.of("contoso", withdrawn), hasItem("lease.withdrawn"));
    }

    @Test
    void the_role_tenant_leases_no_devices_of_the_companys_own_scopes() {
        try (Company company = Company.with(List.of("operator", "tenant"));
                Colleague operator = company.joinedBy("operator");
                Colleague tenant = company.joinedBy("tenant")) {
            PortalSession operates = PortalSession.as(operator.name());
            PortalSession receives = PortalSession.as(tenant.name());
            Map<String, String> proposal = leasingOwn(company, operates);

            assertThat(receives.get(company.to("new-lease")).body(), containsString("There is nothing to lease yet"));
            assertEquals(
                    403,
                    receives.post(company.to("new-lease/proposals"), proposal).status());
            Page offer = operates.post(company.to("new-lease/proposals"), proposal);
            assertEquals(200, offer.status());
            String lease = offer.address().getPath();

            assertThat(offer.body(), containsString("Withdraw offer"));
            assertThat(receives.get(lease).body(), not(containsString("Withdraw offer")));
            assertEquals(403, receives.post(lease + "/withdrawals", Map.of()).status());
            assertEquals(200, operates.post(lease + "/withdrawals", Map.of()).status());
        }
    }

    /** What the form asks to lease a device of a new scope to Contoso. */
    private static Map<String, String> leasingOwn(Company company, PortalSession operator) {
        assertEquals(
                200, operator.post(company.to("scopes"), Map.of("name", "Own")).status());
        Sql own = Sql.of(company.id());
        Map<String, Object> scope = own.row("select scope_id, id_scope from scope");
        own.update(
                """
                insert into device (scope_id, registration_key, account_id, holder_id, registration_id, attestation_type)
                values (?, 'own-1', ?, ?, 'own-1', 'symmetricKey')
                """,
                scope.get("scope_id"),
                company.id(),
                company.id());
        return Map.of(
                "idScope", scope.get("id_scope").toString(),
                "lessee", "contoso",
                "reference", "Own",
                "which", "list",
                "devices", "own-1",
                "noticeDays", "30",
                "endAction", "return");
    }

    @Test
    void an_offer_expires() {
        String id = arranged.proposed(
                "contoso",
                arranged.devices(1),
                Map.of("offerExpiresAt", Instant.now().plus(Duration.ofHours(1)).toString()));

        clock.forward(Duration.ofHours(2));

        arranged.awaitState(id, "withdrawn");
        contoso.get("leases/" + id).body("endingReason", equalTo("The offer expired."));
        contoso.post("leases/" + id + "/acceptances", Map.of()).statusCode(409);
        assertThat(Trail.of("contoso", id), hasItem("lease.offerExpired"));
    }

    @Test
    void devices_are_added_to_a_running_lease() {
        String id = arranged.running("contoso", arranged.devices(1), Map.of());
        List<String> more = arranged.devices(2);

        northwind
                .post("leases/" + id + "/devices", Map.of("devices", Map.of("registrationIds", more)))
                .statusCode(200)
                .body("devices.proposed", is(2));
        contoso.post("leases/" + id + "/acceptances", Map.of()).statusCode(200);

        arranged.awaitDevices(id, "active", 3);
    }

    @Test
    void devices_offered_in_addition_are_answered_with_a_hub_and_a_note_of_their_own() {
        String hub = arranged.hubOf("contoso");
        String id = arranged.proposed("contoso", arranged.devices(1), Map.of());
        contoso.post("leases/" + id + "/acceptances", Map.of("note", "For Oslo"))
                .statusCode(200);
        northwind
                .post("leases/" + id + "/devices", Map.of("devices", Map.of("registrationIds", arranged.devices(1))))
                .statusCode(200);
        contoso.post("leases/" + id + "/acceptances", Map.of("defaultHub", hub, "note", "For Bergen"))
                .statusCode(200)
                .body("defaultHub", equalTo(hub))
                .body("answerNote", equalTo("For Oslo"));
        northwind
                .post("leases/" + id + "/devices", Map.of("devices", Map.of("registrationIds", arranged.devices(1))))
                .statusCode(200);
        contoso.post("leases/" + id + "/declines", Map.of("note", "x".repeat(501)))
                .statusCode(422)
                .body("fields.note", containsString("500 characters"));
        contoso.post("leases/" + id + "/declines", Map.of("note", "Enough")).body("defaultHub", equalTo(hub));

        northwind
                .get("events?objectType=lease&objectId=" + id)
                .body("events.findAll { it.after?.note }.after.note", contains("Enough", "For Bergen", "For Oslo"));
    }

    @Test
    void neither_side_writes_the_others_part_even_by_sql() {
        String id = arranged.proposed("contoso", arranged.devices(1), Map.of());

        assertThat(
                Sql.as("contoso").refusal("update lease set notice_days = 0 where lease_id = ?", UUID.fromString(id)),
                containsString("lessor's to change"));
        assertThat(
                Sql.as("northwind")
                        .refusal("update lease set answered_at = now() where lease_id = ?", UUID.fromString(id)),
                containsString("lessee's to give"));
        assertThat(
                Sql.as("contoso").refusal("update lease set state = 'active' where lease_id = ?", UUID.fromString(id)),
                containsString("runs from the first device"));
        assertThat(
                Sql.as("northwind")
                        .refusal("update lease_device set state = 'starting' where lease_id = ?", UUID.fromString(id)),
                containsString("not for this company"));
    }
}
