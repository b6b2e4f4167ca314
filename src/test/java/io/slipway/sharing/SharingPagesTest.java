package io.slipway.sharing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.PortalSession.Page;
import io.slipway.testing.Stack;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class SharingPagesTest {
    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{5}(-[0-9A-Z]{5}){3}");
    private static PortalSession tenant;
    private static PortalSession operator;
    private Shared shared;

    @BeforeAll
    static void people_of_both_companies() {
        tenant = PortalSession.as("tenant@contoso.example");
        operator = PortalSession.as("operator@northwind.example");
    }

    @BeforeEach
    void a_hub_and_a_scope() {
        shared = Shared.between("contoso", "northwind");
    }

    @Test
    void a_hub_is_offered_by_name_and_accepted_into_a_scope() {
        shows(tenant.get(page("")), 200, "Not on offer", "Lent to nobody");
        shows(tenant.get(page("/new-offer")), 200, "Offer " + shared.hub());

        Page offered = tenant.post(
                page("/offers"), Map.of("how", "name", "operator", "northwind", "days", "14", "note", "For the north"));
        shows(offered, 200, "The hub is offered to Northwind Fleet.", "Withdraw");

        shows(operator.get("/a/northwind"), 200, "offered to you");
        String scopeHubs = "/a/northwind/scopes/" + shared.idScope() + "/hubs";
        shows(operator.get(scopeHubs), 200, shared.hub(), "Contoso Cafés", "Enter a code");
        String id = Calls.as("contoso").get(shared.ofHub("offers")).extract().path("[0].id");
        shows(operator.get("/a/northwind/hub-offers"), 200, shared.hub(), "For the north");
        shows(operator.get("/a/northwind/hub-offers/" + id), 200, shared.hostName(), "Link hub");

        Page accepted = accept(id);

        assertEquals(scopeHubs, accepted.address().getPath());
        shows(accepted, 200, "The hub " + shared.hub() + " of Contoso Cafés is linked.");
        shows(tenant.get("/a/contoso/hubs/" + shared.hub()), 200, shared.scopeName(), "Northwind Fleet");
    }

    @Test
    void the_code_is_shown_once_and_entered_on_the_operators_page() {
        Page made = tenant.post(page("/offers"), Map.of("how", "code", "days", "3"));
        shows(made, 200, "Copy it now");
        Matcher code = CODE.matcher(made.body());
        assertTrue(code.find(), made.body());
        assertFalse(tenant.get(page("")).body().contains(code.group()));

        shows(
                operator.post("/a/northwind/hub-offers/codes", Map.of("code", "wrong")),
                422,
                "No hub is on offer by this code.");
        Page entered =
                operator.post("/a/northwind/hub-offers/codes", Map.of("code", code.group(), "scope", shared.idScope()));

        shows(entered, 200, shared.hub(), "Accept it");
        assertEquals("scope=" + shared.idScope(), entered.address().getQuery());
    }

    @Test
    void a_refused_offer_keeps_what_was_typed() {
        Page refused = tenant.post(
                page("/offers"), Map.of("how", "name", "operator", "nobody", "days", "14", "note", "For the north"));

        shows(refused, 422, "No operator account has this name.", "value=\"nobody\"", "For the north");
    }

    @Test
    void an_operator_declines_and_a_company_withdraws() {
        String declined = shared.offer();
        shows(
                operator.post("/a/northwind/hub-offers/" + declined + "/declines", Map.of()),
                200,
                "The offer of Contoso Cafés is declined.");
        shows(
                operator.post("/a/northwind/hub-offers/" + declined + "/declines", Map.of()),
                409,
                "This offer is declined.",
                "Hub of Contoso Cafés");
        String withdrawn = shared.offer();
        shows(tenant.post(page("/offers/" + withdrawn + "/withdrawal"), Map.of()), 200, "The offer is withdrawn.");
    }

    @Test
    void the_page_of_a_link_says_what_depends_on_it_and_how_to_move_it() {
        String link = shared.accept(shared.offer());
        shared.deviceOf("contoso");

        String ofScope = "/a/northwind/scopes/" + shared.idScope() + "/hubs/" + link;
        String ofHub = "/a/contoso/hubs/" + shared.hub() + "/links/" + link;
        shows(operator.get(ofScope), 200, "1 device", ofScope + "/clearing");
        shows(tenant.get(ofHub), 200, "1 device", ofHub + "/clearing");
        shows(tenant.post(ofHub + "/deletion", Map.of()), 409, "1 device of the scope is on the hub.");
        shows(operator.post(ofScope + "/deletion", Map.of()), 409, "1 device of the scope is on the hub.");

        shows(tenant.post(ofHub + "/ending", Map.of()), 200, "The link ends once the last one is gone.", "Ending");
        shows(operator.get(ofScope), 200, "Contoso Cafés asked for its end", "This link is ending");
        shows(operator.post(ofScope + "/keeping", Map.of()), 409, "Ask it to take that back.", "This link is ending");
        shows(tenant.post(ofHub + "/keeping", Map.of()), 200, "The link stays.");
    }

    @Test
    void an_empty_link_is_ended_on_the_hubs_page() {
        String link = shared.accept(shared.offer());

        Page ended = tenant.post("/a/contoso/hubs/" + shared.hub() + "/links/" + link + "/deletion", Map.of());

        shows(ended, 200, shared.scopeName() + " of Northwind Fleet does not use this hub any more.");
    }

    @Test
    void a_hub_is_lent_and_given_back() {
        PortalSession oem = PortalSession.as("operator@bolt.example");
        PortalSession kiosk = PortalSession.as("tenant@corner.example");
        kiosk.get("/a/corner/hubs");
        Shared own = Shared.between("bolt", "bolt");
        String sharing = "/a/bolt/hubs/" + own.hub() + "/sharing";
        shows(oem.get(sharing + "/new-loan"), 200, "Lend " + own.hub());

        shows(
                oem.post(sharing + "/loans", Map.of("tenant", "corner", "note", "Kiosks")),
                200,
                "Corner Kiosk may have the devices it leases on this hub");
        shows(kiosk.get("/a/corner/hubs"), 200, "Lent to you", own.hub(), "Bolt OEM");
        shows(kiosk.get("/a/corner/partners"), 200, "Hubs lent", own.hub());
        shows(oem.get("/a/bolt/partners"), 200, own.hub(), "Corner Kiosk");
        String loan = Calls.as("bolt").get(own.ofHub("loans")).extract().path("[0].id");
        shows(kiosk.get("/a/corner/lent-hubs/" + loan), 200, own.hostName(), "Give hub back");

        shows(
                kiosk.post("/a/corner/lent-hubs/" + loan + "/return", Map.of()),
                200,
                "The hub is given back to Bolt OEM.");
        shows(kiosk.get("/a/corner/lent-hubs/" + loan), 200, "Ended");
        shows(oem.post(sharing + "/loans/" + loan + "/ending", Map.of()), 409, "This loan has ended already.");
    }

    @Test
    void links_of_both_companies_stand_on_their_partners_pages() {
        shared.accept(shared.offer());

        shows(tenant.get("/a/contoso/partners"), 200, shared.scopeName() + " – " + shared.hub(), "Northwind Fleet");
        shows(operator.get("/a/northwind/partners"), 200, shared.scopeName() + " – " + shared.hub(), "Contoso Cafés");
    }

    @Test
    void capacity_is_set_in_the_form() {
        String hub = "/a/contoso/hubs/" + shared.hub();
        shows(tenant.get(hub + "/settings"), 200, "Capacity");

        shows(tenant.post(hub + "/settings", Map.of("capacity", "5,000")), 200, "of 5,000");

        shows(tenant.post(hub + "/settings", Map.of("capacity", "many")), 422, "Give a capacity from 1");
    }

    @Test
    void an_auditor_sees_all_and_may_do_nothing() {
        PortalSession auditor = PortalSession.as("auditor@contoso.example");
        String offer = shared.offer();

        Page seen = auditor.get(page(""));

        shows(seen, 200, "Northwind Fleet", "Your roles do not allow this.");
        assertEquals(
                403,
                auditor.post(page("/offers/" + offer + "/withdrawal"), Map.of()).status());
    }

    private Page accept(String offer) {
        return operator.post(
                "/a/northwind/hub-offers/" + offer + "/acceptances",
                Map.of("idScope", shared.idScope(), "weight", "3", "applyAllocationPolicy", "true"));
    }

    private String page(String path) {
        return "/a/contoso/hubs/" + shared.hub() + "/sharing" + path;
    }

    private static void shows(Page page, int status, String... texts) {
        assertEquals(status, page.status(), page.body());
        for (String text : texts) {
            assertTrue(page.body().contains(text), () -> text + " is not on the page\n" + page.body());
        }
    }
}
