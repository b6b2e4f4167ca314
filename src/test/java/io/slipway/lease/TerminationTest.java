package io.slipway.lease;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class TerminationTest {
    private static Arranged arranged;
    private static PortalSession admin;
    private Calls northwind;
    private List<String> devices;
    private String lease;

    @Inject
    TestClock clock;

    @BeforeEach
    void a_lease_that_runs() {
        if (arranged == null) {
            arranged = Arranged.withHubsOf("contoso");
            admin = PortalSession.as("admin@northwind.example");
        }
        northwind = arranged.northwind;
        devices = arranged.devices(1);
        lease = arranged.running("contoso", devices, Map.of("noticeDays", 300, "endAction", "keep"));
    }

    @AfterEach
    void the_time_is_now() {
        clock.putBack();
    }

    @Test
    void only_an_account_admin_breaks_the_glass_and_types_whom_it_is_about() {
        northwind
                .post("leases/" + lease + "/terminations", Map.of("confirmation", "contoso", "reason", "Vanished"))
                .statusCode(403);
        assertEquals(
                403,
                PortalSession.as("operator@northwind.example")
                        .post(page("terminations"), Map.of("confirmation", "contoso", "reason", "Vanished"))
                        .status());
        assertEquals(422, terminate("contosi").status());
        northwind.get("leases/" + lease).body("terminatesAt", nullValue());
    }

    @Test
    void it_is_announced_a_day_before_and_then_takes_effect_whatever_was_agreed() {
        assertEquals(200, terminate("contoso").status());

        Calls.as("contoso")
                .get("leases/" + lease)
                .body("state", equalTo("active"))
                .body("terminatesAt", notNullValue())
                .body("endingReason", equalTo("Vanished"));
        assertThat(Trail.of("contoso", lease), hasItem("lease.terminationAnnounced"));
        assertThat(
                admin.get("/a/northwind").body(),
                containsString("Northwind Fleet takes the devices back from Contoso Cafés on "));
        clock.forward(Duration.ofHours(25));

        arranged.awaitState(lease, "terminated");
        assertEquals(Sql.id("northwind"), arranged.holder(devices.get(0)));
        assertThat(Trail.of("northwind", lease), hasItems("lease.terminationAnnounced", "lease.terminated"));
    }

    @Test
    void it_can_be_taken_back_until_then() {
        terminate("contoso");

        assertEquals(200, admin.post(page("termination-withdrawals"), Map.of()).status());
        clock.forward(Duration.ofHours(25));

        northwind.get("leases/" + lease).body("state", equalTo("active")).body("terminatesAt", nullValue());
        assertThat(Trail.of("contoso", lease), hasItem("lease.terminationTakenBack"));
    }

    @Test
    void a_recall_keeps_its_reason_when_a_termination_is_taken_back() {
        northwind
                .post("leases/" + lease + "/recalls", Map.of("reason", "Needed elsewhere"))
                .statusCode(200);

        terminate("contoso");
        northwind.get("leases/" + lease).body("endingReason", equalTo("Vanished"));
        admin.post(page("termination-withdrawals"), Map.of());

        northwind
                .get("leases/" + lease)
                .body("endingReason", equalTo("Needed elsewhere"))
                .body("recalledAt", notNullValue());
    }

    private PortalSession.Page terminate(String typed) {
        return admin.post(page("terminations"), Map.of("confirmation", typed, "reason", "Vanished"));
    }

    private String page(String action) {
        return "/a/northwind/leases/" + lease + "/" + action;
    }
}
