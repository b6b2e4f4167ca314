package io.slipway.claim;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Codes of devices that could not register in anybody's hands. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class DisabledDevicesTest {
    private Kiosks kiosks;
    private String kiosk;

    @BeforeEach
    void a_kiosk() {
        kiosks = new Kiosks();
        kiosk = "kiosk-" + kiosks.mark;
    }

    @Test
    void a_device_that_is_disabled_is_not_claimed_and_its_code_stays_good() {
        String code = kiosks.issue(kiosks.policy(Map.of()), kiosk).get(0).get("code");
        String disablement = inScope("devices/" + kiosk + "/disablement");
        kiosks.northwind.put(disablement, Map.of("reason", "Being repaired")).statusCode(204);

        assertRefused(code);

        kiosks.northwind.delete(disablement).statusCode(204);
        kiosks.claimed(code);
    }

    @Test
    void nor_is_one_whose_enrollment_is_disabled() {
        String code = kiosks.issue(kiosks.policy(Map.of()), kiosk).get(0).get("code");
        Map<String, Object> attestation = Map.of("type", "symmetricKey");
        kiosks.northwind
                .post(
                        inScope("enrollments"),
                        Map.of("registrationId", kiosk, "attestation", attestation, "provisioningStatus", "disabled"))
                .statusCode(201);

        assertRefused(code);

        kiosks.northwind
                .put(
                        inScope("enrollments/" + kiosk),
                        Map.of("attestation", attestation, "provisioningStatus", "enabled"))
                .statusCode(200);
        kiosks.claimed(code);
    }

    @Test
    void nor_is_one_whose_group_is_disabled() {
        String code = kiosks.issue(kiosks.policy(Map.of()), kiosk).get(0).get("code");
        String group = "kiosks-" + kiosks.mark;
        Map<String, Object> attestation = Map.of("type", "symmetricKey");
        kiosks.northwind
                .post(
                        inScope("groups"),
                        Map.of(
                                "enrollmentGroupId",
                                group,
                                "attestation",
                                attestation,
                                "provisioningStatus",
                                "disabled"))
                .statusCode(201);
        Sql.as("northwind")
                .update(
                        """
                        update device
                           set enrollment_group_id = (select enrollment_group_id from enrollment_group where group_key = ?)
                         where registration_key = ?
                        """,
                        group,
                        kiosk);

        assertRefused(code);

        kiosks.northwind
                .put(inScope("groups/" + group), Map.of("attestation", attestation, "provisioningStatus", "enabled"))
                .statusCode(200);
        kiosks.claimed(code);
    }

    @Test
    void where_claims_are_approved_the_operator_is_asked_all_the_same() {
        String code = kiosks.issue(kiosks.policy(Map.of("automatic", false)), kiosk)
                .get(0)
                .get("code");
        kiosks.northwind
                .put(inScope("devices/" + kiosk + "/disablement"), Map.of("reason", "Being repaired"))
                .statusCode(204);

        kiosks.contoso.post("claims/checks", Map.of("code", code)).body("obstacle", nullValue());
        kiosks.contoso.post("claims", Map.of("code", code)).statusCode(200).body("state", equalTo("pending"));
    }

    private void assertRefused(String code) {
        String sentence = "The device is disabled, and could not register. The code is not used up;"
                + " ask Northwind Fleet to enable the device, and claim it then.";
        kiosks.contoso
                .post("claims/checks", Map.of("code", code))
                .statusCode(200)
                .body("obstacle", equalTo(sentence));
        kiosks.contoso.post("claims", Map.of("code", code)).statusCode(409).body("detail", equalTo(sentence));
        PortalSession tenant = PortalSession.as("tenant@contoso.example");
        PortalSession.Page offer = tenant.get("/a/contoso/claim?code=" + code);
        assertEquals(200, offer.status());
        assertThat(offer.body(), containsString("You cannot claim it now"));
        assertThat(offer.body(), containsString(sentence));
        PortalSession.Page refusal = tenant.post("/a/contoso/claim", Map.of("code", code));
        assertEquals(409, refusal.status());
        assertThat(refusal.body(), containsString(sentence));
    }

    private String inScope(String path) {
        return "scopes/" + kiosks.idScope() + "/" + path;
    }
}
