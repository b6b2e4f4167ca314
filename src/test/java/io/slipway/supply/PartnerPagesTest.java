package io.slipway.supply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Calls;
import io.slipway.testing.Openssl;
import io.slipway.testing.PortalSession;
import io.slipway.testing.PortalSession.Page;
import io.slipway.testing.Stack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class PartnerPagesTest {
    private static PortalSession operator;
    private static PortalSession manufacturer;
    private String name;
    private String idScope;

    @BeforeAll
    static void people_of_both_companies() {
        operator = PortalSession.as("operator@northwind.example");
        manufacturer = PortalSession.as("manufacturer@acme.example");
    }

    @BeforeEach
    void a_scope() {
        Calls.as("acme").enter();
        name = "Partners " + UUID.randomUUID();
        idScope = Calls.as("northwind").newScope(name);
    }

    @Test
    void a_grant_shows_on_both_partners_pages_and_opens_the_scope() {
        shows(operator.get("/a/northwind/partners/new-supply-grant"), 200, name);

        Page granted = grant("acme");

        assertEquals("/a/northwind/partners", granted.address().getPath());
        shows(granted, 200, "Acme Sensors may supply " + name + " from now on.", "Order 4711");
        shows(manufacturer.get("/a/acme/partners"), 200, "Northwind Fleet", name, "Order 4711");
        shows(manufacturer.get("/a/acme/supply"), 200, name);
        shows(manufacturer.get("/a/acme/supply/" + idScope), 200, "slipway.localhost", idScope);
        shows(manufacturer.get("/a/acme/supply/" + idScope + "/new-certificate"), 200, "Upload certificate");
    }

    @Test
    void a_refused_grant_keeps_what_was_typed() {
        Page refused = grant("nobody");

        shows(refused, 422, "No manufacturer account has this name.", "value=\"nobody\"", "Order 4711");
        shows(
                operator.post("/a/northwind/partners/supply-grants", Map.of("manufacturer", "acme")),
                422,
                "Choose the scope to be supplied.");
    }

    @Test
    void a_withdrawn_grant_leaves_the_manufacturer_what_it_brought_to_look_at() {
        grant("acme");
        Calls.as("acme")
                .post(
                        "supply/" + idScope + "/certificates",
                        Map.of("certificate", Openssl.inNewFolder().newCa("ca", "Acme CA")))
                .statusCode(201);
        String id = Calls.as("northwind")
                .get("scopes/" + idScope + "/supply-grants")
                .extract()
                .path("[0].id");

        Page withdrawn =
                operator.post("/a/northwind/partners/" + idScope + "/supply-grants/" + id + "/withdrawal", Map.of());

        shows(withdrawn, 200, "Acme Sensors may no longer supply " + name + ".");
        shows(manufacturer.get("/a/acme/supply/" + idScope), 200, "The right to supply was withdrawn");
        shows(
                manufacturer.get("/a/acme/supply/" + idScope + "/certificates/Acme-CA"),
                200,
                "The operator withdrew your right to supply this scope on");
        shows(manufacturer.get("/a/acme/certificates/brought"), 200, "Acme-CA");
        assertEquals(
                404,
                manufacturer
                        .get("/a/acme/supply/" + idScope + "/new-certificate")
                        .status());
    }

    @Test
    void others_see_nothing_of_it() {
        grant("acme");

        PortalSession bolt = PortalSession.as("manufacturer@bolt.example");
        assertEquals(404, bolt.get("/a/bolt/supply/" + idScope).status());
        assertFalse(bolt.get("/a/bolt/partners").body().contains(idScope));
        assertEquals(404, bolt.get("/a/northwind/partners").status());
        assertEquals(
                403,
                PortalSession.as("tenant@contoso.example")
                        .get("/a/contoso/supply")
                        .status());
    }

    @Test
    void certificates_are_either_in_own_scopes_or_brought_to_partners() {
        PortalSession bolt = PortalSession.as("auditor@bolt.example");
        String current = "tabs__link\" href=\"%s\" aria-current=\"page\"";

        for (List<String> shown : List.of(
                List.of("/a/bolt/certificates", "/a/bolt/certificates/brought"),
                List.of("/a/bolt/certificates/brought", "/a/bolt/certificates"))) {
            Page page = bolt.get(shown.get(0));
            shows(page, 200, "In own scopes", "Brought to partners", current.formatted(shown.get(0)));
            assertFalse(page.body().contains(current.formatted(shown.get(1))));
        }
    }

    private Page grant(String account) {
        return operator.post(
                "/a/northwind/partners/supply-grants",
                Map.of("idScope", idScope, "manufacturer", account, "note", "Order 4711"));
    }

    private static void shows(Page page, int status, String... texts) {
        assertEquals(status, page.status(), page.body());
        for (String text : texts) {
            assertTrue(page.body().contains(text), () -> text + " is not on the page\n" + page.body());
        }
    }
}
