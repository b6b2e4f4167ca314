package io.slipway.enrollment;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.PortalSession.Page;
import io.slipway.testing.Stack;
import io.slipway.testing.Trail;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages as a browser without JavaScript sees them. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class EnrollmentPagesTest {
    private static final Map<String, Object> SYMMETRIC = Map.of("type", "symmetricKey");
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
    private static PortalSession operator;
    private final Calls northwind = Calls.as("northwind");
    private String idScope;
    private String scope;

    @BeforeAll
    static void signed_in() {
        operator = PortalSession.as("operator@northwind.example");
    }

    @BeforeEach
    void a_scope() {
        idScope = northwind.newScope("Pages " + UUID.randomUUID());
        scope = "/a/northwind/scopes/" + idScope;
    }

    @Test
    void a_device_is_enrolled_by_the_form() {
        assertThat(operator.get(scope + "/enrollments").body(), containsString("Nothing is enrolled one by one"));
        Page form = operator.get(scope + "/new-enrollment");
        assertThat(form.body(), containsString("The device and Slipway share a secret."));

        Page page = operator.post(scope + "/new-enrollment", enrollment("Pump-17"));

        assertEquals(scope + "/enrollments/Pump-17", page.address().getPath());
        assertThat(page.body(), containsString("Pump-17 is enrolled and may register."));
        assertThat(page.body(), containsString("Allocate again and take the twin along"));
        northwind
                .get("scopes/" + idScope + "/enrollments/pump-17")
                .body("initialTwin.tags.site", equalTo("A"))
                .body("provisioningStatus", equalTo("enabled"));
        assertThat(operator.get(scope + "/enrollments").body(), containsString("Pump-17"));
        assertThat(operator.get("/a/northwind/enrollments?scope=" + idScope).body(), containsString("Pump-17"));
        assertThat(operator.get(scope + "/enrollments?q=x").body(), containsString("No enrollment matches"));
    }

    @Test
    void every_page_below_a_scope_leads_back_to_it_by_its_name() {
        String name = northwind.get("scopes/" + idScope).extract().path("name");

        for (String page : List.of("enrollments", "new-enrollment", "groups", "new-group", "certificates", "hubs")) {
            assertThat(
                    page,
                    operator.get(scope + "/" + page).body(),
                    containsString("<a href=\"" + scope + "\">" + name + "</a>"));
        }
        assertThat(operator.get(scope + "/explanations").body(), containsString(">" + name + "</a>"));
    }

    @Test
    void a_refused_form_keeps_what_was_typed_except_keys() {
        Map<String, String> input = enrollment("pump 17");
        input.put("attestation.symmetricKey.primaryKey", "c2VjcmV0");
        input.put("deviceId", "kept");

        Page page = operator.post(scope + "/new-enrollment", input);

        assertEquals(422, page.status());
        assertThat(page.body(), containsString("Use letters, digits and - . _ : in the registration ID."));
        assertThat(page.body(), containsString("The primary key is 6 bytes long. Use 16 to 64 bytes."));
        assertThat(page.body(), containsString("href=\"#attestation.symmetricKey.primaryKey\""));
        assertThat(page.body(), containsString("value=\"kept\""));
        assertThat(page.body(), not(containsString("c2VjcmV0")));
    }

    @Test
    void a_change_is_previewed_before_it_is_saved() {
        operator.post(scope + "/new-enrollment", enrollment("pump-17"));
        Arranged.registered("northwind", idScope, "pump-17", Arranged.hub("northwind", idScope), null);
        Map<String, String> input = enrollment("");
        input.put(
                "version",
                hidden(operator.get(scope + "/enrollments/pump-17/settings")).get("version"));
        input.put("deviceId", "pump-seventeen");
        input.put("reprovisioning", "never");

        Page preview = operator.post(scope + "/enrollments/pump-17/previews", input);

        assertThat(preview.body(), containsString("1 device registered already"));
        assertThat(preview.body(), containsString("pump-seventeen"));
        assertThat(preview.body(), containsString("Stay on its hub"));
        northwind.get("scopes/" + idScope + "/enrollments/pump-17").body("deviceId", nullValue());

        Page saved = operator.post(scope + "/enrollments/pump-17/settings", hidden(preview));

        assertThat(saved.body(), containsString("The change of pump-17 is saved."));
        northwind
                .get("scopes/" + idScope + "/enrollments/pump-17")
                .body("deviceId", equalTo("pump-seventeen"))
                .body("reprovisionPolicy.updateHubAssignment", equalTo(false));
        assertEquals(
                412,
                operator.post(scope + "/enrollments/pump-17/settings", hidden(preview))
                        .status());
    }

    @Test
    void a_key_is_masked_until_it_is_revealed() {
        operator.post(scope + "/new-enrollment", enrollment("pump-17"));
        String key = northwind
                .post("scopes/" + idScope + "/enrollments/pump-17/reveals", Map.of())
                .extract()
                .path("symmetricKey.secondaryKey");
        String reveals = scope + "/enrollments/pump-17/reveals";

        assertThat(operator.get(scope + "/enrollments/pump-17").body(), not(containsString(key)));
        assertThat(operator.post(reveals, Map.of("key", "secondary")).body(), containsString(key));
        assertEquals(key, reveal(reveals, "Accept", "text/plain").body());
        HttpResponse<String> fragment = reveal(reveals, "HX-Request", "true");
        assertThat(fragment.body().strip(), startsWith("<div class=\"secret\" id=\"secondary-key\">"));
        assertThat(fragment.body(), containsString(key));
        assertEquals(
                List.of(
                        "enrollment.created",
                        "enrollment.revealed",
                        "enrollment.revealed",
                        "enrollment.revealed",
                        "enrollment.revealed"),
                Trail.of("northwind", idScope + "/pump-17"));
    }

    @Test
    void keys_are_replaced_one_at_a_time() {
        operator.post(scope + "/new-enrollment", enrollment("pump-17"));

        Page rotated = operator.post(scope + "/enrollments/pump-17/rotations", Map.of("key", "secondary"));
        Page own = operator.post(
                scope + "/enrollments/pump-17/keys",
                Map.of("attestation.symmetricKey.primaryKey", "bm90IGEgc2VjcmV0IGF0IGFsbA=="));
        Page bad = operator.post(
                scope + "/enrollments/pump-17/keys", Map.of("attestation.symmetricKey.primaryKey", "AAAA"));

        assertThat(rotated.body(), containsString("The secondary key is replaced; the other one still works."));
        assertThat(own.body(), containsString("The keys you gave are in force."));
        assertEquals(422, bad.status());
        northwind
                .post("scopes/" + idScope + "/enrollments/pump-17/reveals", Map.of())
                .body("symmetricKey.primaryKey", equalTo("bm90IGEgc2VjcmV0IGF0IGFsbA=="));
    }

    @Test
    void it_is_disabled_enabled_and_deleted() {
        operator.post(scope + "/new-enrollment", enrollment("pump-17"));
        String page = scope + "/enrollments/pump-17";

        assertThat(
                operator.post(page + "/provisioning-status", Map.of("provisioningStatus", "disabled"))
                        .body(),
                containsString("Blocked from registering"));
        assertThat(
                operator.post(page + "/provisioning-status", Map.of("provisioningStatus", "enabled"))
                        .body(),
                not(containsString("Blocked from registering")));
        assertThat(
                operator.post(page + "/deletion", Map.of()).body(),
                containsString("The enrollment pump-17 and its device, which never registered, are deleted."));
        assertEquals(404, operator.get(page).status());
    }

    @Test
    void a_certificate_left_empty_stays_and_can_be_replaced() {
        Map<String, String> input = enrollment("cam-1");
        input.put("attestation.type", "x509");
        input.put(
                "attestation.x509.clientCertificates.primary.certificate",
                Pem.device("cam-1").text());
        Page page = operator.post(scope + "/new-enrollment", input);
        assertThat(page.body(), containsString("CN=cam-1"));

        input.remove("attestation.x509.clientCertificates.primary.certificate");
        input.put(
                "version",
                hidden(operator.get(scope + "/enrollments/cam-1/settings")).get("version"));
        input.put("deviceId", "camera");
        Page preview = operator.post(scope + "/enrollments/cam-1/previews", input);

        assertEquals(200, preview.status());
        operator.post(scope + "/enrollments/cam-1/settings", hidden(preview));
        northwind
                .get("scopes/" + idScope + "/enrollments/cam-1")
                .body("deviceId", equalTo("camera"))
                .body("attestation.x509.clientCertificates.primary.info.subjectName", equalTo("CN=cam-1"));
        input.put("attestation.type", "symmetricKey");
        assertThat(operator.post(scope + "/enrollments/cam-1/previews", input).body(), containsString("Symmetric key"));
    }

    @Test
    void a_form_says_what_is_missing_where_it_is_missing() {
        Map<String, String> input = enrollment("cam-1");
        input.put("attestation.type", "x509");
        assertThat(
                operator.post(scope + "/new-enrollment", input).body(),
                containsString("href=\"#attestation.x509.clientCertificates.primary.certificate\">Give the primary"));
        input.put("attestation.type", "caReferences");
        assertThat(
                operator.post(scope + "/new-enrollment", input).body(),
                containsString("href=\"#attestation.x509.caReferences.primary\">Name the primary"));
    }

    @Test
    void a_group_shows_its_devices_and_derives_keys() {
        Page page = operator.post(
                scope + "/new-group",
                Map.of("enrollmentGroupId", "line-4", "attestation.type", "symmetricKey", "enabled", "true"));
        assertThat(page.body(), containsString("line-4 is created. Its devices may register."));
        String host = Arranged.hub("northwind", idScope);
        Arranged.registered("northwind", idScope, "d-1", host, "line-4");

        String group = scope + "/groups/line-4";
        assertThat(operator.get(group).body(), containsString("d-1"));
        assertThat(operator.get(group + "/devices").body(), containsString(host));
        HttpResponse<String> file = operator.send(HttpRequest.newBuilder(PortalSession.portal(group + "/devices.csv")));
        assertThat(file.body(), startsWith("registrationId,status,substatus,assignedHub,deviceId,errorCode,"));
        assertThat(file.body(), containsString("\r\nd-1,assigned,," + host + ",\"d-1\",,"));
        String derived = northwind
                .post("scopes/" + idScope + "/groups/line-4/derived-keys", Map.of("registrationId", "d-2"))
                .extract()
                .path("primaryKey");
        assertThat(
                operator.post(group + "/derived-keys", Map.of("registrationId", "d-2"))
                        .body(),
                containsString(derived));
        assertEquals(
                422,
                operator.post(group + "/derived-keys", Map.of("registrationId", "d 2"))
                        .status());
        assertThat(operator.get("/a/northwind/groups?scope=" + idScope).body(), containsString("line-4"));
        assertThat(
                operator.post(group + "/deletion", Map.of("confirmation", "line-4"))
                        .body(),
                containsString("The group line-4 is deleted. Its devices keep their hub."));
    }

    @Test
    void a_group_is_changed_after_a_preview() {
        operator.post(
                scope + "/new-group",
                Map.of("enrollmentGroupId", "line-4", "attestation.type", "symmetricKey", "enabled", "true"));
        String host = Arranged.hub("northwind", idScope);
        Page settings = operator.get(scope + "/groups/line-4/settings");
        assertThat(settings.body(), containsString(host));

        Page preview = operator.post(
                scope + "/groups/line-4/previews",
                Map.of(
                        "version",
                        hidden(settings).get("version"),
                        "attestation.type",
                        "symmetricKey",
                        "enabled",
                        "true",
                        "allocationPolicy",
                        "static",
                        "iotHubs",
                        host));
        assertThat(preview.body(), containsString("Always the one hub"));
        assertThat(
                operator.post(scope + "/groups/line-4/settings", hidden(preview))
                        .body(),
                containsString("The change of line-4 is saved."));
        northwind.get("scopes/" + idScope + "/groups/line-4").body("allocationPolicy", equalTo("static"));
    }

    @Test
    void an_auditor_looks_and_is_told_why_not_more() {
        northwind
                .post("scopes/" + idScope + "/enrollments", Map.of("registrationId", "p1", "attestation", SYMMETRIC))
                .statusCode(201);
        PortalSession auditor = PortalSession.as("auditor@northwind.example");

        assertThat(
                auditor.get(scope + "/enrollments/p1").body(),
                containsString("Your roles do not allow this. Ask an account admin."));
        assertEquals(403, auditor.get(scope + "/new-enrollment").status());
        assertEquals(
                403,
                auditor.post(scope + "/enrollments/p1/reveals", Map.of("key", "primary"))
                        .status());
    }

    @Test
    void a_manufacturer_brings_a_device_and_sees_no_hub() {
        Calls.as("acme").enter();
        northwind
                .post("scopes/" + idScope + "/supply-grants", Map.of("manufacturer", "acme"))
                .statusCode(201);
        Arranged.hub("northwind", idScope);
        PortalSession manufacturer = PortalSession.as("manufacturer@acme.example");
        String supply = "/a/acme/supply/" + idScope;

        assertThat(manufacturer.get(supply + "/new-enrollment").body(), not(containsString("Hubs to choose from")));
        Page page = manufacturer.post(supply + "/new-enrollment", enrollment("brought"));

        assertEquals(supply + "/enrollments/brought", page.address().getPath());
        assertThat(page.body(), not(containsString("Allocation")));
        assertThat(operator.get(scope + "/enrollments/brought").body(), containsString("Acme Sensors"));
        assertEquals(
                403,
                manufacturer.get("/a/acme/scopes/" + idScope + "/enrollments").status());
        assertEquals(
                404,
                PortalSession.as("operator@bolt.example")
                        .get(scope + "/enrollments/brought")
                        .status());
    }

    private HttpResponse<String> reveal(String path, String header, String value) {
        return operator.send(HttpRequest.newBuilder(PortalSession.portal(path))
                .header(header, value)
                .header("Origin", Stack.portalUrl())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("key=secondary")));
    }

    private static Map<String, String> enrollment(String registrationId) {
        Map<String, String> input = new LinkedHashMap<>();
        input.put("registrationId", registrationId);
        input.put("attestation.type", "symmetricKey");
        input.put("reprovisioning", "migrate");
        input.put("enabled", "true");
        input.put("initialTwin", "{\"tags\": {\"site\": \"A\"}}");
        return input;
    }

    private static Map<String, String> hidden(Page page) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = HIDDEN.matcher(page.body());
        while (field.find()) {
            fields.put(
                    field.group(1),
                    field.group(2).replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&"));
        }
        return fields;
    }
}
