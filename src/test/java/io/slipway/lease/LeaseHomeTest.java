package io.slipway.lease;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Stack;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the companies of a lease find on their Home pages and in their inboxes. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class LeaseHomeTest {
    private static Arranged arranged;
    private static PortalSession northwind;
    private static PortalSession contoso;
    private static PortalSession fabrikam;
    private List<String> devices;
    private String name;

    @BeforeEach
    void people_of_three_companies() {
        if (arranged == null) {
            arranged = Arranged.withHubsOf("contoso", "fabrikam");
            northwind = PortalSession.as("operator@northwind.example");
            contoso = PortalSession.as("tenant@contoso.example");
            fabrikam = PortalSession.as("tenant@fabrikam.example");
        }
        devices = arranged.devices(2);
        name = "L" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    void devices_offered_in_addition_wait_in_both_inboxes_and_on_the_lessees_home() {
        String lease = running(Map.of());
        arranged.northwind
                .post("leases/" + lease + "/devices", Map.of("devices", Map.of("registrationIds", arranged.devices(1))))
                .statusCode(200);

        assertThat(inbox(contoso, "contoso"), containsString(name));
        assertThat(inbox(contoso, "contoso"), containsString("in addition"));
        assertThat(inbox(northwind, "northwind"), containsString(name));
        assertThat(home(contoso, "contoso"), containsString("offers you more devices in the lease “" + name + "”"));
        assertThat(contoso.get("/a/contoso/leases/" + lease).body(), containsString("More devices are on offer"));
    }

    @Test
    void devices_on_offer_are_not_held_yet() {
        String lease = running(Map.of());
        arranged.northwind
                .post("leases/" + lease + "/devices", Map.of("devices", Map.of("registrationIds", arranged.devices(1))))
                .statusCode(200);

        String partners = northwind.get("/a/northwind/partners").body();
        assertThat(
                partners.substring(partners.indexOf("leases/" + lease)).split("</tr>")[0],
                containsString("It holds 2 devices"));
    }

    @Test
    void accepted_leases_that_begin_later_are_not_in_the_inbox() {
        String lease = arranged.proposed(
                "contoso",
                devices,
                Map.of(
                        "reference",
                        name,
                        "startsAt",
                        Instant.now().plus(Duration.ofDays(2)).toString()));
        assertThat(inbox(contoso, "contoso"), containsString(name));

        Calls.as("contoso").post("leases/" + lease + "/acceptances", Map.of()).statusCode(200);

        assertThat(inbox(contoso, "contoso"), not(containsString(name)));
    }

    @Test
    void a_recall_is_on_both_homes_however_long_its_notice() {
        String lease = running(Map.of("noticeDays", 60));

        arranged.northwind.post("leases/" + lease + "/recalls", Map.of()).statusCode(200);

        assertThat(home(contoso, "contoso"), containsString("Northwind Fleet recalls the lease “" + name + "”"));
        assertThat(home(northwind, "northwind"), containsString("You recalled the lease “" + name + "”"));
    }

    @Test
    void single_devices_recalled_are_on_both_homes() {
        String lease = running(Map.of());

        arranged.northwind
                .post("leases/" + lease + "/recalls", Map.of("registrationIds", devices.subList(0, 1)))
                .statusCode(200);

        assertThat(
                home(contoso, "contoso"),
                containsString("Northwind Fleet recalls devices of the lease “" + name + "”"));
        assertThat(home(northwind, "northwind"), containsString("You recalled devices of the lease “" + name + "”"));
    }

    @Test
    void devices_that_wait_to_be_collected_are_on_both_homes() {
        String lease = running(Map.of("endAction", "keep"));

        Calls.as("contoso").post("leases/" + lease + "/returns", Map.of()).statusCode(200);
        arranged.awaitDevices(lease, "ending", 2);

        for (String home : List.of(home(contoso, "contoso"), home(northwind, "northwind"))) {
            assertThat(home, containsString("The lease “" + name + "” is over, and its devices are not collected"));
        }
    }

    @Test
    void whoever_leases_below_a_recalled_lease_learns_when_its_own_ends_and_when_that_is_taken_back() {
        String upper = running(Map.of("rights", List.of("sublease"), "noticeDays", 60));
        String lower = arranged.subleased("contoso", upper, "fabrikam", devices, Map.of("reference", "Below " + name));
        String early = "The lease “Below " + name + "” ends early";
        assertThat(home(fabrikam, "fabrikam"), not(containsString(early)));

        arranged.northwind.post("leases/" + upper + "/recalls", Map.of()).statusCode(200);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(home(fabrikam, "fabrikam"), containsString(early)));
        assertThat(fabrikam.get("/a/fabrikam/leases/" + lower).body(), containsString("Ends early"));
        Calls.as("fabrikam").get("leases/" + lower).body("upperEndsAt", notNullValue());
        arranged.northwind.delete("leases/" + upper + "/recalls").statusCode(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(home(fabrikam, "fabrikam"), not(containsString(early))));
    }

    private String running(Map<String, ?> terms) {
        Map<String, Object> all = new HashMap<>(terms);
        all.put("reference", name);
        return arranged.running("contoso", devices, all);
    }

    private static String home(PortalSession person, String slug) {
        return person.get("/a/" + slug).body();
    }

    private static String inbox(PortalSession person, String slug) {
        String page = person.get("/a/" + slug + "/leases").body();
        int begins = page.indexOf("id=\"offers\"");
        return begins < 0 ? "" : page.substring(begins, page.indexOf("</section>", begins));
    }
}
