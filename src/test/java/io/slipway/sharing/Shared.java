package io.slipway.sharing;

import io.slipway.realclients.RegisteredDevices;
import io.slipway.testing.Calls;
import io.slipway.testing.Sql;
import java.util.Map;
import java.util.UUID;

/** What tests of shared hubs begin with: a company's hub, an operator's scope, and the way from one to the other. */
record Shared(String owner, String hub, String hostName, String operator, String idScope, String scopeName) {
    /** A fresh hub and a fresh scope that know nothing of each other. */
    static Shared between(String owner, String operator) {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        Calls.as(operator).enter();
        String hostName = Calls.as(owner)
                .post("hubs", Map.of("name", "hub-" + mark))
                .statusCode(201)
                .extract()
                .path("hostName");
        String scopeName = "Scope " + mark;
        String idScope = Calls.as(operator).newScope(scopeName);
        return new Shared(owner, "hub-" + mark, hostName, operator, idScope, scopeName);
    }

    /** The owner's address of something of the hub. */
    String ofHub(String path) {
        return "hubs/" + hub + "/" + path;
    }

    String ofScope(String path) {
        return "scopes/" + idScope + "/" + path;
    }

    /** Offers the hub to the operator by name; the id of the offer. */
    String offer() {
        return Calls.as(owner)
                .post(ofHub("offers"), Map.of("operator", operator, "note", "For the north"))
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Accepts an offer; the id of the link. */
    String accept(String offer) {
        return Calls.as(operator)
                .post("hub-offers/" + offer + "/acceptances", Map.of("idScope", idScope, "weight", 3))
                .statusCode(201)
                .extract()
                .path("id");
    }

    /**
     * Puts a device of the scope on the hub, held by a tenant. How it gets there is the leases' matter; here the rows are
     * written as they then are.
     */
    String deviceOf(String holder) {
        String id = "device-" + UUID.randomUUID();
        link(Calls.as(operator), freshHubOf(operator));
        RegisteredDevices.register(operator, idScope, id);
        lease(id, holder);
        return id;
    }

    /** Puts a device of the scope on the hub and into a tenant's hands. */
    void lease(String id, String holder) {
        UUID lease = UUID.randomUUID();
        Sql sql = Sql.as(operator);
        sql.update(
                """
                insert into lease (lease_id, account_id, lessee_id, operator_id, scope_id, reference, offer_expires_at)
                select ?, account_id, ?::uuid, account_id, scope_id, ?, now() + interval '1 day' from scope where id_scope = ?
                """,
                lease,
                Sql.id(holder),
                "Lease " + id,
                idScope);
        sql.update(
                """
                update device
                   set holder_id = ?::uuid, lease_id = ?, hub_host_name = hub_face.host_name
                     , hub_account_id = hub_face.account_id, hub_id = hub_face.hub_id
                  from hub_face where hub_face.host_name = ? and registration_key = ?
                """,
                Sql.id(holder),
                lease,
                hostName,
                id);
    }

    /** The device leaves the hub for one of the operator's own. */
    void moveAway(String device) {
        Sql.as(operator)
                .update(
                        """
                        update device
                           set holder_id = device.account_id, lease_id = null, hub_host_name = hub_face.host_name
                             , hub_account_id = hub_face.account_id, hub_id = hub_face.hub_id
                          from hub_link join hub_face using (hub_id)
                         where hub_link.scope_id = device.scope_id and hub_face.host_name <> ? and registration_key = ?
                        """,
                        hostName,
                        device);
    }

    private void link(Calls calls, String ownHost) {
        calls.post(ofScope("hubs"), Map.of("hostName", ownHost)).statusCode(201);
    }

    private static String freshHubOf(String operator) {
        return Calls.as(operator)
                .post(
                        "hubs",
                        Map.of("name", "own-" + UUID.randomUUID().toString().substring(0, 8)))
                .statusCode(201)
                .extract()
                .path("hostName");
    }
}
