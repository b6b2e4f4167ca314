package io.slipway.certificate;

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
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class CertificatePagesTest {
    private static final Openssl OPENSSL = Openssl.inNewFolder();
    private static String ca;
    private static PortalSession operator;
    private static PortalSession auditor;
    private String scope;

    @BeforeAll
    static void people_of_northwind() {
        ca = OPENSSL.newCa("ca", "Factory 7 CA");
        operator = PortalSession.as("operator@northwind.example");
        auditor = PortalSession.as("auditor@northwind.example");
    }

    @BeforeEach
    void a_scope() {
        scope = "/a/northwind/scopes/" + Calls.as("northwind").newScope("Pages " + UUID.randomUUID());
    }

    @Test
    void an_upload_is_looked_at_before_it_is_saved() {
        shows(operator.get(scope + "/certificates"), 200, "No certificate yet");
        shows(
                operator.get(scope + "/new-certificate"),
                200,
                "before anything is saved",
                "enctype=\"multipart/form-data\"");

        Page preview = operator.post(scope + "/new-certificate", Map.of("pem", ca, "name", ""));

        shows(preview, 200, "Is this what you meant?", "Factory 7 CA", "Save certificate");
        shows(operator.get(scope + "/certificates"), 200, "No certificate yet");

        Page saved = operator.post(scope + "/new-certificate/saved", Map.of("pem", textarea(preview), "name", ""));

        assertEquals(scope + "/certificates/Factory-7-CA", saved.address().getPath());
        shows(saved, 200, "Factory-7-CA is saved.", "Nobody has proved to hold its key", "Nothing depends on it");
    }

    @Test
    void what_blocks_an_upload_is_said_and_nothing_can_be_saved() {
        Page preview =
                operator.post(scope + "/new-certificate", Map.of("pem", OPENSSL.newDevice("device", "device-1")));

        shows(preview, 422, "It cannot be saved");
        assertFalse(preview.body().contains("Save certificate"));
    }

    @Test
    void an_upload_that_is_no_certificate_keeps_what_was_typed() {
        Page again = operator.post(scope + "/new-certificate", Map.of("pem", "no certificate", "name", "mine"));

        shows(again, 422, "There is a problem", "no certificate", "value=\"mine\"");
    }

    @Test
    void a_certificate_brought_again_leads_to_the_one_that_is_there() {
        upload();

        Page preview = operator.post(scope + "/new-certificate", Map.of("pem", ca));

        shows(
                preview,
                422,
                "This certificate is in the scope already, as Factory-7-CA.",
                "href=\"" + scope + "/certificates/Factory-7-CA\"");
    }

    @Test
    void possession_is_proved_with_the_commands_of_the_page() {
        upload();
        String certificate = scope + "/certificates/Factory-7-CA";
        shows(operator.get(certificate + "/verification"), 200, "Get a code");

        Page code = operator.post(certificate + "/verification-codes", Map.of());
        shows(code, 200, "openssl req -new", "New-SelfSignedCertificate", "Upload that certificate");
        OPENSSL.shell(command(code));
        Page proved = operator.post(certificate + "/verifications", Map.of("pem", OPENSSL.read("verification.pem")));

        assertEquals(certificate, proved.address().getPath());
        shows(proved, 200, "Possession is proved.", "Withdraw verification", "code issued");
    }

    @Test
    void a_refused_proof_says_why_and_keeps_the_code() {
        upload();
        String certificate = scope + "/certificates/Factory-7-CA";
        operator.post(certificate + "/verification-codes", Map.of());

        Page refused = operator.post(certificate + "/verifications", Map.of("pem", OPENSSL.proof("ca", "wrong")));

        shows(refused, 422, "There is a problem", "openssl req -new");
    }

    @Test
    void a_certificate_is_renamed_downloaded_and_deleted() {
        upload();
        String certificates = scope + "/certificates";

        Page renamed = operator.post(certificates + "/Factory-7-CA/name", Map.of("name", "factory-7"));
        shows(renamed, 200, "The certificate is called factory-7 now.");
        Page file = operator.get(certificates + "/factory-7/file");
        assertEquals(ca, file.body());
        assertEquals(
                "attachment; filename=\"factory-7.pem\"",
                file.response().headers().firstValue("Content-Disposition").orElse(""));
        shows(operator.post(certificates + "/factory-7/name", Map.of("name", "a b")), 422, "Use 1 to 64 letters");

        Page deleted = operator.post(certificates + "/factory-7/deletion", Map.of());
        assertEquals(certificates, deleted.address().getPath());
        shows(deleted, 200, "factory-7 is deleted.");
    }

    @Test
    void an_auditor_reads_and_is_told_why_not_more() {
        upload();

        shows(
                auditor.get(scope + "/certificates/Factory-7-CA"),
                200,
                "Your roles do not allow this. Ask an account admin.");
        assertEquals(403, auditor.get(scope + "/new-certificate").status());
        assertEquals(
                403,
                auditor.post(scope + "/certificates/Factory-7-CA/deletion", Map.of())
                        .status());
        shows(operator.get(scope + "/certificates"), 200, "Factory-7-CA");
    }

    @Test
    void the_list_of_all_scopes_filters_by_state_and_says_the_scope() {
        upload();

        shows(operator.get("/a/northwind/certificates?state=unverified"), 200, scope.substring(scope.length() - 11));
        shows(operator.get("/a/northwind/certificates?state=expired"), 200, "No certificate matches");
        assertEquals(422, operator.get("/a/northwind/certificates?state=odd").status());
    }

    @Test
    void another_companys_operator_finds_nothing() {
        upload();
        PortalSession bolt = PortalSession.as("operator@bolt.example");

        for (String path : new String[] {"/certificates", "/certificates/Factory-7-CA", "/new-certificate"}) {
            assertEquals(404, bolt.get(scope + path).status());
            assertEquals(
                    404, bolt.get(scope.replace("northwind", "bolt") + path).status());
        }
        String foreign = scope.replace("northwind", "bolt") + "/certificates/Factory-7-CA/deletion";
        assertEquals(404, bolt.post(foreign, Map.of()).status());
        shows(operator.get(scope + "/certificates"), 200, "Factory-7-CA");
    }

    private void upload() {
        Calls.as("northwind")
                .post("/api/v1" + scope + "/certificates", Map.of("certificate", ca))
                .statusCode(201);
    }

    private static void shows(Page page, int status, String... texts) {
        assertEquals(status, page.status(), page.body());
        for (String text : texts) {
            assertTrue(page.body().contains(text), () -> text + " is not on the page\n" + page.body());
        }
    }

    private static String textarea(Page page) {
        return first(page, "<textarea name=\"pem\" hidden>\\n(.*?)</textarea>");
    }

    private static String command(Page page) {
        return first(page, "<code data-copy-value>(openssl.*?)</code>").replace("&quot;", "\"");
    }

    private static String first(Page page, String pattern) {
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(page.body());
        assertTrue(found.find(), page.body());
        return found.group(1);
    }
}
