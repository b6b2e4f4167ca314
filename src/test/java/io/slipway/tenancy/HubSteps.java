package io.slipway.tenancy;

import io.restassured.path.json.JsonPath;
import io.slipway.testing.Calls;
import io.slipway.testing.Sql;
import io.slipway.testing.Trail;
import java.util.List;
import java.util.Map;

/** Every step of sharing hubs, and of supplying a scope. */
abstract class HubSteps extends Course {
    void supply() {
        ids.put("supplyGrant acmes", made(NORTHWIND, ofScope("supply-grants"), Map.of("manufacturer", "acme")));
        Calls.as("acme")
                .post(
                        supplied("enrollments"),
                        Map.of("registrationId", device("brought"), "attestation", Map.of("type", "symmetricKey")))
                .statusCode(201);
        NORTHWIND.delete(ofScope("supply-grants/" + id("supplyGrant acmes"))).statusCode(200);
    }

    void offers() {
        for (String hub : List.of("first", "third", "fourth")) {
            hub(CONTOSO, hub, "built-in");
        }
        hub(CONTOSO, "second", "memory");
        decline("declined");
        offer("withdrawn", "first");
        CONTOSO.delete(ofHub("first", "offers/" + id("hubOffer withdrawn"))).statusCode(200);
        offer("expired", "first");
        due(ALL, "hub_offer", "expires_at", id("hubOffer expired"));
        until(() -> Trail.of("contoso", id("hubOffer expired")).contains("hubOffer.expired"));
        JsonPath coded = CONTOSO.post(ofHub("first", "offer-codes"), Map.of("days", 1))
                .statusCode(201)
                .extract()
                .jsonPath();
        ids.put("hubOffer coded", coded.getString("offer.id"));
        made(NORTHWIND, "hub-offer-codes", Map.of("code", coded.getString("code")));
        NORTHWIND
                .post("hub-offers/" + id("hubOffer coded") + "/declines", Map.of())
                .statusCode(200);
    }

    private void decline(String offer) {
        offer(offer, "first");
        done(NORTHWIND, "hub-offers/" + id("hubOffer " + offer) + "/declines");
    }

    private void offer(String name, String hub) {
        ids.put("hubOffer " + name, made(CONTOSO, ofHub(hub, "offers"), Map.of("operator", "northwind")));
    }

    void links() {
        for (String hub : List.of("first", "second", "third", "fourth")) {
            offer(hub, hub);
            ids.put(
                    "hubLink " + hub,
                    made(
                            NORTHWIND,
                            "hub-offers/" + id("hubOffer " + hub) + "/acceptances",
                            Map.of("idScope", id("scope shared"))));
        }
        String first = ofScope("hubs/" + id("hubLink first"));
        NORTHWIND.put(first, Map.of("weight", 7, "applyAllocationPolicy", true)).statusCode(200);
        done(NORTHWIND, first + "/ending");
        NORTHWIND.delete(first + "/ending").statusCode(200);
        CONTOSO.delete(ofHub("third", "links/" + id("hubLink third"))).statusCode(204);
        abandon();
    }

    /** The hub is never asked to forget what is noted to have left it. */
    private void abandon() {
        String link = ofHub("fourth", "links/" + id("hubLink fourth"));
        Sql.as("northwind")
                .update(
                        """
                        insert into departure (scope_id, registration_key, hub_id, linked_hub_id, device_id, account_id, due_at, tries)
                        select scope_id, ?, hub_id, hub_id, ?, account_id, now() + interval '1 year', 4
                          from hub_link
                         where hub_link_id = ?::uuid
                        """,
                        "left-" + mark,
                        "left-" + mark,
                        id("hubLink fourth"));
        done(CONTOSO, link + "/ending");
        done(CONTOSO, link + "/abandonment", Map.of("confirmation", host("fourth")));
        until(() -> CONTOSO.get(link).extract().statusCode() == 404);
    }

    void loans() {
        hub(NORTHWIND, "lent", "built-in");
        NORTHWIND.post(ofScope("hubs"), Map.of("hostName", host("lent"))).statusCode(201);
        loan("lent", "lent", "corner");
        done(CORNER, "lent-hubs/" + id("hubLoan lent") + "/ending");
        CORNER.delete("lent-hubs/" + id("hubLoan lent") + "/ending").statusCode(200);
        loan("ended", "lent", "fabrikam");
        NORTHWIND.delete(ofHub("lent", "loans/" + id("hubLoan ended"))).statusCode(200);
        loan("emptied", "lent", "fabrikam");
        done(NORTHWIND, ofHub("lent", "loans/" + id("hubLoan emptied") + "/ending"));
        until(() -> FABRIKAM.get("lent-hubs/" + id("hubLoan emptied")).extract().path("endedAt") != null);
    }

    private void loan(String name, String hub, String tenant) {
        ids.put("hubLoan " + name, made(NORTHWIND, ofHub(hub, "loans"), Map.of("tenant", tenant)));
    }

    /** A hub that is lent or on offer is not deleted; what a scope was granted goes with it. */
    void deletions() {
        hub(NORTHWIND, "shared", "built-in");
        loan("shared", "shared", "corner");
        NORTHWIND.delete("hubs/" + id("hub shared")).statusCode(409);
        String scope = NORTHWIND.newScope("Gone " + mark);
        ids.put(
                "supplyGrant gone",
                made(NORTHWIND, "scopes/" + scope + "/supply-grants", Map.of("manufacturer", "acme")));
        NORTHWIND.delete("scopes/" + scope).statusCode(204);
    }
}
