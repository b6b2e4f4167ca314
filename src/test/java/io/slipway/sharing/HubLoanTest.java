package io.slipway.sharing;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.slipway.realclients.RegisteredDevices;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class HubLoanTest {
    private static final Calls OEM = Calls.as("bolt");
    private static final Calls TENANT = Calls.as("corner");

    private Shared shared;

    @BeforeEach
    void bolts_own_hub_is_linked_to_its_own_scope() {
        TENANT.enter();
        Calls.as("fabrikam").enter();
        shared = Shared.between("bolt", "bolt");
        OEM.post(shared.ofScope("hubs"), Map.of("hostName", shared.hostName())).statusCode(201);
    }

    @Test
    void a_lent_hub_is_seen_by_the_tenant_with_its_face_only() {
        String loan = lend();

        TENANT.get("lent-hubs").body("id", hasItem(loan));
        TENANT.get("lent-hubs/" + loan)
                .statusCode(200)
                .body("hub", equalTo(shared.hub()))
                .body("hostName", equalTo(shared.hostName()))
                .body("health", equalTo("healthy"))
                .body("from.name", equalTo("Bolt OEM"))
                .body("note", equalTo("Kiosks"))
                .body("settings", nullValue());
        assertEquals(
                0L, Sql.as("corner").<Long>value("select count(*) from hub where host_name = ?", shared.hostName()));
        TENANT.get(shared.ofHub("devices")).statusCode(404);
    }

    @Test
    void the_tenant_sees_only_its_own_devices_there() {
        String loan = lend();
        OEM.post(shared.ofHub("loans"), Map.of("tenant", "fabrikam")).statusCode(201);
        shared.deviceOf("corner");
        shared.deviceOf("fabrikam");

        TENANT.get("lent-hubs/" + loan).body("devices", is(1));
        OEM.get(shared.ofHub("loans/" + loan)).body("devices", is(1));
        assertEquals(
                1L,
                Sql.as("corner").<Long>value("select count(*) from device where hub_host_name = ?", shared.hostName()));
    }

    @Test
    void neither_ends_a_loan_while_the_tenants_devices_are_there() {
        String loan = lend();
        String device = shared.deviceOf("corner");

        String refusal = "1 device of Corner Kiosk is on the hub."
                + " Move it to another hub first, or let the loan end once it is empty.";
        OEM.delete(shared.ofHub("loans/" + loan)).statusCode(409).body("detail", equalTo(refusal));
        TENANT.delete("lent-hubs/" + loan).statusCode(409).body("detail", equalTo(refusal));
        shared.moveAway(device);
        OEM.delete(shared.ofHub("loans/" + loan)).statusCode(200);
    }

    @Test
    void a_loan_does_not_end_under_a_device_that_comes_at_the_same_time() {
        String loan = lend();
        String device = shared.deviceOf("corner");
        Sql bolt = Sql.as("bolt");
        bolt.update(
                "update device set hub_id = null, hub_account_id = null, status = 'unassigned' where registration_key = ?",
                device);
        List<CompletableFuture<ValidatableResponse>> ended = new ArrayList<>();

        bolt.uncommitted(
                () -> {
                    ended.add(CompletableFuture.supplyAsync(() -> OEM.delete(shared.ofHub("loans/" + loan))));
                    await().until(() -> bolt.<Long>value(
                                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%hub_loan%'")
                            > 0);
                },
                """
                update device
                   set hub_id = hub_face.hub_id, hub_account_id = hub_face.account_id
                  from hub_face where hub_face.host_name = ? and registration_key = ?
                """,
                shared.hostName(),
                device);

        ended.get(0).join().statusCode(409).body("detail", startsWith("1 device of Corner Kiosk is on the hub."));
        OEM.get(shared.ofHub("loans/" + loan)).body("endedAt", nullValue());
    }

    @Test
    void a_device_does_not_come_to_a_hub_whose_loan_has_ended() {
        String loan = lend();
        String device = shared.deviceOf("corner");
        Sql bolt = Sql.as("bolt");
        bolt.update(
                "update device set hub_id = null, hub_account_id = null, status = 'unassigned' where registration_key = ?",
                device);
        OEM.delete(shared.ofHub("loans/" + loan)).statusCode(200);

        assertThat(
                bolt.refusal(
                        """
                        update device
                           set hub_id = hub_face.hub_id, hub_account_id = hub_face.account_id
                          from hub_face where hub_face.host_name = ? and registration_key = ?
                        """,
                        shared.hostName(),
                        device),
                containsString("device_on_lent_hub"));
    }

    @Test
    void the_tenant_gives_a_hub_back_and_sees_it_no_more() {
        String loan = lend();

        TENANT.delete("lent-hubs/" + loan).statusCode(200).body("hub", nullValue());

        TENANT.delete("lent-hubs/" + loan).statusCode(409).body("detail", equalTo("This loan has ended already."));
        assertEquals(
                0L,
                Sql.as("corner").<Long>value("select count(*) from hub_face where host_name = ?", shared.hostName()));
    }

    @Test
    void a_hub_is_lent_once_to_a_company_and_again_after_it_was_given_back() {
        String loan = lend();

        OEM.post(shared.ofHub("loans"), Map.of("tenant", "corner"))
                .statusCode(409)
                .body("detail", equalTo("This hub is lent to that company already."));
        TENANT.delete("lent-hubs/" + loan).statusCode(200);
        lend();
    }

    @Test
    void an_unknown_name_and_a_company_that_is_no_tenant_get_the_same_answer() {
        Calls.as("northwind").enter();

        assertEquals(refused("nobody-at-all"), refused("northwind"));
        OEM.get(shared.ofHub("loans")).body("size()", is(0));
    }

    @Test
    void the_lender_knows_how_many_devices_keep_a_loan_though_it_sees_none_of_them() {
        Shared elsewhere = Shared.between("bolt", "northwind");
        elsewhere.accept(elsewhere.offer());
        String loan = OEM.post(elsewhere.ofHub("loans"), Map.of("tenant", "corner"))
                .statusCode(201)
                .extract()
                .path("id");
        elsewhere.deviceOf("corner");

        OEM.delete(elsewhere.ofHub("loans/" + loan))
                .statusCode(409)
                .body("detail", startsWith("1 device of Corner Kiosk is on the hub."));
        OEM.get(elsewhere.ofHub("loans/" + loan)).body("devices", is(1));
        assertEquals(
                0L,
                Sql.as("bolt")
                        .<Long>value("select count(*) from device where hub_host_name = ?", elsewhere.hostName()));
        TENANT.delete("lent-hubs/" + loan).statusCode(409).body("detail", startsWith("1 device of Corner Kiosk"));
    }

    @Test
    void the_lender_sees_that_a_tenants_device_is_there_and_not_its_twin() {
        RegisteredDevices.register("bolt", shared.idScope(), "kiosk-mine");
        RegisteredDevices.register("bolt", shared.idScope(), "kiosk-leased");
        String leased = shared.ofHub("devices/kiosk-leased");
        OEM.get(leased).statusCode(200).body("desiredVersion", is(1)).body("withheld", nullValue());
        lend();
        shared.lease("kiosk-leased", "corner");

        OEM.get(leased)
                .statusCode(200)
                .body("identity.deviceId", equalTo("kiosk-leased"))
                .body("identity.status", equalTo("enabled"))
                .body("withheld", startsWith("Other companies may have devices on this hub"))
                .body("tags", nullValue())
                .body("desired", nullValue())
                .body("reported", nullValue());
        OEM.get(shared.ofHub("devices/kiosk-mine"))
                .body("desiredVersion", is(1))
                .body("withheld", nullValue());
        PortalSession oem = PortalSession.as("operator@bolt.example");
        String page = oem.get("/a/bolt/" + leased).body();
        assertThat(page, containsString("its twin is theirs to read."));
        assertThat(page, not(containsString("Desired properties")));
    }

    @Test
    void the_hubs_company_does_not_read_the_twins_of_the_operators_own_devices() {
        Shared linked = Shared.between("bolt", "northwind");
        linked.accept(linked.offer());
        RegisteredDevices.register("northwind", linked.idScope(), "tracker");

        OEM.get(linked.ofHub("devices/tracker"))
                .body("identity.deviceId", equalTo("tracker"))
                .body("withheld", startsWith("Other companies may have devices on this hub"))
                .body("desired", nullValue());
    }

    @Test
    void a_lent_hub_is_not_deleted_and_one_given_back_is() {
        Shared fresh = Shared.between("bolt", "bolt");
        String loan = OEM.post(fresh.ofHub("loans"), Map.of("tenant", "corner"))
                .statusCode(201)
                .extract()
                .path("id");

        OEM.delete("hubs/" + fresh.hub()).statusCode(409).body("detail", startsWith("The hub is lent to a company."));
        TENANT.delete("lent-hubs/" + loan).statusCode(200);
        OEM.delete("hubs/" + fresh.hub()).statusCode(204);
    }

    @Test
    void each_step_is_in_both_trails() {
        String loan = lend();
        shared.moveAway(keptWaiting(loan));
        OEM.delete(shared.ofHub("loans/" + loan)).statusCode(200);

        for (String company : List.of("bolt", "corner")) {
            assertEquals(
                    List.of("hubLoan.created", "hubLoan.ending", "hubLoan.kept", "hubLoan.ended"),
                    Trail.of(company, loan));
        }
    }

    @Test
    void a_loan_ends_while_either_company_wants_that_and_each_takes_back_its_own_wish() {
        String loan = lend();
        shared.deviceOf("corner");
        OEM.post(shared.ofHub("loans/" + loan + "/ending"), Map.of()).body("endWishes.account", contains("bolt"));
        TENANT.post("lent-hubs/" + loan + "/ending", Map.of()).body("endWishes.account", contains("bolt", "corner"));

        OEM.delete(shared.ofHub("loans/" + loan + "/ending"))
                .statusCode(200)
                .body("endingSince", notNullValue())
                .body("endWishes.name", contains("Corner Kiosk"));
        OEM.delete(shared.ofHub("loans/" + loan + "/ending")).statusCode(409);
        TENANT.delete("lent-hubs/" + loan + "/ending").statusCode(200).body("endingSince", nullValue());
        assertThat(
                Sql.as("corner")
                        .refusal("update hub_loan set lender_ends_since = now() where hub_loan_id = ?::uuid", loan),
                containsString("Each company says for itself"));
    }

    @Test
    void home_and_the_page_of_a_loan_tell_the_borrower_who_wants_the_hub_back() {
        String loan = lend();
        shared.deviceOf("corner");
        OEM.post(shared.ofHub("loans/" + loan + "/ending"), Map.of()).statusCode(200);
        PortalSession tenant = PortalSession.as("tenant@corner.example");

        String home = tenant.get("/a/corner").body();
        assertThat(home, containsString("Bolt OEM wants its hub " + shared.hub() + " back"));
        assertThat(home, containsString("You have 1 device there that nothing moves now."));
        String page = tenant.get("/a/corner/lent-hubs/" + loan).body();
        assertThat(page, containsString("This loan is ending"));
        assertThat(page, containsString("Bolt OEM asked for its end"));
        assertThat(page, containsString("Give back once it is empty"));
    }

    /** A device that keeps a loan, which was to end and is not. */
    private String keptWaiting(String loan) {
        String device = shared.deviceOf("corner");
        OEM.post(shared.ofHub("loans/" + loan + "/ending"), Map.of()).statusCode(200);
        OEM.delete(shared.ofHub("loans/" + loan + "/ending")).statusCode(200);
        return device;
    }

    @Test
    void nobody_else_sees_a_loan() {
        String loan = lend();

        Calls.as("contoso").get("lent-hubs/" + loan).statusCode(404);
        Calls.as("contoso").delete("lent-hubs/" + loan).statusCode(404);
        Calls.as("northwind").get("lent-hubs").body("id.contains('" + loan + "')", is(false));
    }

    private String lend() {
        return OEM.post(shared.ofHub("loans"), Map.of("tenant", "corner", "note", "Kiosks"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    private String refused(String tenant) {
        return OEM.post(shared.ofHub("loans"), Map.of("tenant", tenant))
                .statusCode(422)
                .extract()
                .asString();
    }
}
