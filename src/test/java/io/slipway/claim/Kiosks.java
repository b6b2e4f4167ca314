package io.slipway.claim;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.slipway.testing.Calls;
import io.slipway.testing.Linked;
import io.slipway.testing.Sql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Northwind's scope with a hub of Contoso's, and the devices that codes are printed on. */
final class Kiosks {
    private static final String NOTHING = "This code opens nothing.";
    private static String idScope;
    private static UUID scopeId;
    final Calls northwind = Calls.as("northwind").enter();
    final Calls contoso = Calls.as("contoso").enter();
    final String mark = UUID.randomUUID().toString().substring(0, 8);

    Kiosks() {
        // Other tests of this minute do not count.
        Sql.everything("slipway").update("delete from claim_try");
        if (idScope == null) {
            idScope = northwind.newScope("Claiming " + mark);
            scopeId = Sql.as("northwind").value("select scope_id from scope where id_scope = ?", idScope);
            Linked.hub("contoso", "northwind", scopeId);
        }
    }

    String idScope() {
        return idScope;
    }

    UUID scopeId() {
        return scopeId;
    }

    String policy(Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("idScope", idScope);
        body.put("name", "Policy " + mark);
        return northwind.post("claim-policies", body).statusCode(201).extract().path("id");
    }

    List<Map<String, String>> issue(String policy, String... devices) {
        for (String device : devices) {
            device(device);
        }
        return northwind
                .post("claim-policies/" + policy + "/codes", Map.of("registrationIds", List.of(devices)))
                .statusCode(200)
                .extract()
                .path("$");
    }

    String issueAgain(String policy, String device) {
        return northwind
                .post("claim-policies/" + policy + "/codes", Map.of("registrationIds", List.of(device)))
                .statusCode(200)
                .extract()
                .path("[0].code");
    }

    String claimed(String code) {
        return contoso.post("claims", Map.of("code", code))
                .statusCode(200)
                .body("state", equalTo("leased"))
                .extract()
                .path("lease");
    }

    static void refused(Calls calls, String code) {
        Map<String, String> body = new HashMap<>();
        body.put("code", code);
        calls.post("claims", body).statusCode(422).body("fields.code", containsString(NOTHING));
    }

    void device(String id) {
        Sql.as("northwind")
                .update(
                        """
                        insert into device (scope_id, registration_key, account_id, holder_id, registration_id
                                          , attestation_type)
                        values (?, ?, ?::uuid, ?::uuid, ?, 'symmetricKey')
                        """,
                        scopeId,
                        id,
                        Sql.id("northwind"),
                        Sql.id("northwind"),
                        id);
    }
}
