package io.slipway.lease;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.PortalSession.Page;
import io.slipway.testing.Stack;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class SubleasePagesTest {
    private static final LocalDate END = LocalDate.now(ZoneOffset.UTC).plusDays(90);
    private static Arranged arranged;
    private static PortalSession contoso;
    private static PortalSession fabrikam;
    private static String upper;
    private static List<String> devices;

    @BeforeEach
    void a_lease_that_may_be_leased_on() {
        if (arranged == null) {
            arranged = Arranged.withHubsOf("contoso", "fabrikam");
            contoso = PortalSession.as("tenant@contoso.example");
            fabrikam = PortalSession.as("tenant@fabrikam.example");
            devices = arranged.devices(4);
            Map<String, ?> terms = Map.of("rights", List.of("sublease", "twin"), "endsAt", END + "T00:00:00Z");
            upper = arranged.running("contoso", devices, terms);
        }
    }

    @Test
    void a_lessee_is_led_from_its_lease_to_the_offer_of_a_sublease() {
        Page lease = contoso.get("/a/contoso/leases/" + upper);
        Matcher button = Pattern.compile("href=\"(/a/contoso/new-lease\\?upper=[^\"]+)\"")
                .matcher(lease.body());
        assertTrue(button.find(), lease.body());

        Page form = contoso.get(button.group(1));

        shows(form, 200, "Within the lease “Cafés " + arranged.mark, "value=\"twin\"", "value=\"" + END + "\"");
        assertThat(form.body(), not(containsString("value=\"reassign\"")));
        Map<String, String> typed = form(devices.subList(0, 2));
        Page preview = contoso.post("/a/contoso/new-lease", typed);
        shows(preview, 200, "Propose lease of 2 devices to fabrikam", "Within the lease");
        Page offer = contoso.post("/a/contoso/new-lease/proposals", typed);
        shows(offer, 200, "2 devices are on offer to Fabrikam", "Chain of leases", "Cafés " + arranged.mark);
        String lower = offer.address().getPath().replaceAll(".*/", "");
        shows(contoso.get("/a/contoso/leases/" + upper), 200, "Chain of leases", "Kiosks", "This lease");
        shows(
                fabrikam.get("/a/fabrikam/leases/" + lower),
                200,
                "Contoso Cafés holds these devices by a lease of its own",
                "Accept 2 devices from Contoso Cafés?");
        assertThat(fabrikam.get("/a/fabrikam/leases/" + lower).body(), not(containsString("Cafés " + arranged.mark)));
    }

    @Test
    void what_goes_beyond_the_lease_above_or_to_nobody_is_refused_before_the_preview_and_can_be_changed() {
        Map<String, String> typed = form(devices.subList(2, 3));
        typed.put("lessee", "nobody-here");
        shows(contoso.post("/a/contoso/new-lease", typed), 422, "No tenant account has this name", "Kiosks");
        typed.put("lessee", "northwind");
        shows(contoso.post("/a/contoso/new-lease", typed), 422, "This company operates the scope of the devices");
        typed.put("lessee", "fabrikam");
        typed.put("rights", "reassign");
        shows(contoso.post("/a/contoso/new-lease", typed), 422, "You can pass on only the rights that you have");
        typed.put("rights", "twin");
        typed.put("endsAt", END.plusDays(1).toString());
        shows(contoso.post("/a/contoso/new-lease", typed), 422, "Your own lease ends on");

        shows(contoso.post("/a/contoso/new-lease/changes", typed), 200, "Kiosks", devices.get(2), "Within the lease");
    }

    @Test
    void all_devices_of_a_sublease_are_those_of_the_lease_above_it() {
        Map<String, String> typed = form(List.of());
        typed.put("which", "all");
        List<String> others = arranged.devices(1);
        arranged.running("contoso", others, Map.of());

        assertThat(
                contoso.post("/a/contoso/new-lease", typed).body(), not(containsString("Propose lease of 5 devices")));
    }

    @Test
    void devices_ticked_in_the_list_are_leased_on() {
        String ticked = arranged.idScope + "/" + devices.get(3);
        shows(
                contoso.post("/a/contoso/devices/selections?scope=" + arranged.idScope, Map.of("device", ticked)),
                200,
                "Lease on 1 device");

        Page form = contoso.post(
                "/a/contoso/new-lease/selections", Map.of("scope", arranged.idScope, "ids", devices.get(3)));

        shows(form, 200, "Within the lease “Cafés " + arranged.mark, devices.get(3));
    }

    @Test
    void where_several_leases_of_a_scope_may_be_leased_on_one_is_chosen() {
        Arranged other = Arranged.withHubsOf("contoso");
        String first = other.running("contoso", other.devices(1), Map.of("rights", List.of("sublease")));
        String second = other.running("contoso", other.devices(1), Map.of("rights", List.of("sublease")));
        Map<String, String> matching = Map.of("scope", other.idScope, "q", "cafe-");

        Page choice = contoso.post("/a/contoso/new-lease/selections", matching);

        shows(choice, 200, "Lease on by which lease?", first, second, "name=\"q\" value=\"cafe-\"");
        Map<String, String> chosen = new HashMap<>(matching);
        chosen.put("upper", second);
        shows(
                contoso.post("/a/contoso/new-lease/selections", chosen),
                200,
                "Within the lease “Cafés " + other.mark,
                "named cafe-…");
    }

    @Test
    void a_lessee_of_none_that_may_be_leased_on_is_told_so() {
        Calls.as("corner").enter();
        shows(
                PortalSession.as("tenant@corner.example").get("/a/corner/new-lease"),
                200,
                "There is nothing to lease yet");
    }

    private static Map<String, String> form(List<String> devices) {
        return new HashMap<>(Map.of(
                "upperLease",
                upper,
                "lessee",
                "fabrikam",
                "reference",
                "Kiosks " + arranged.mark,
                "which",
                "list",
                "devices",
                String.join("\n", devices),
                "rights",
                "twin",
                "noticeDays",
                "10",
                "endsAt",
                END.toString(),
                "endAction",
                "return"));
    }

    private static void shows(Page page, int status, String... texts) {
        assertEquals(status, page.status(), page.body());
        for (String text : texts) {
            assertThat(page.body(), containsString(text));
        }
    }
}
