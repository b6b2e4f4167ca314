package io.slipway.claim;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Calls;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.Trail;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people see of codes and claims before, while and after they are used. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class ClaimsSeenTest {
    private static final Pattern MODULE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");
    private static final int PIXELS = 8;
    private Kiosks kiosks;
    private String kiosk;

    @BeforeEach
    void a_kiosk() {
        kiosks = new Kiosks();
        kiosk = "kiosk-" + kiosks.mark;
    }

    @Test
    void a_code_is_looked_at_before_it_is_used() {
        String policy = kiosks.policy(
                Map.of("rights", List.of("reassign", "twin"), "termDays", 30, "noticeDays", 5, "mostDevices", 3));
        String code = kiosks.issue(policy, kiosk).get(0).get("code");

        for (int i = 0; i < 2; i++) {
            kiosks.contoso
                    .post("claims/checks", Map.of("code", code))
                    .statusCode(200)
                    .body("registrationId", equalTo(kiosk))
                    .body("operatorName", equalTo("Northwind Fleet"))
                    .body("policy", equalTo("Policy " + kiosks.mark))
                    .body("rights", equalTo(List.of("reassign", "twin")))
                    .body("termDays", is(30))
                    .body("until", notNullValue())
                    .body("automatic", is(true))
                    .body("has", is(0))
                    .body("obstacle", nullValue());
        }
        PortalSession tenant = PortalSession.as("tenant@contoso.example");
        shows(
                tenant.get("/a/contoso/claim?code=" + code),
                "move the devices between its own hubs",
                "with a notice of 5 days",
                "3 devices for your company",
                "Lease " + kiosk + " from Northwind Fleet");
        assertEquals(422, tenant.get("/a/contoso/claim?code=nonsense").status());
        shows(tenant.get("/a/contoso/claim"), "method=\"post\" action=\"/a/contoso/claim/checks\"");
        shows(tenant.post("/a/contoso/claim/checks", Map.of("code", code)), "Lease " + kiosk + " from Northwind Fleet");
        assertEquals(
                422,
                tenant.post("/a/contoso/claim/checks", Map.of("code", "nonsense"))
                        .status());
        kiosks.claimed(code);
        kiosks.contoso.post("claims/checks", Map.of("code", code)).statusCode(422);
    }

    @Test
    void what_stands_in_the_way_is_said_before_the_code_is_used() {
        String policy = kiosks.policy(Map.of());
        String code = kiosks.issue(policy, kiosk).get(0).get("code");
        kiosks.northwind
                .post("claim-policies/" + policy + "/closings", Map.of())
                .statusCode(200);

        kiosks.contoso.post("claims/checks", Map.of("code", code)).body("obstacle", containsString("is closed"));

        String page = PortalSession.as("tenant@contoso.example")
                .get("/a/contoso/claim?code=" + code)
                .body();
        assertThat(page, containsString("You cannot claim it now"));
        assertThat(page, not(containsString("Lease " + kiosk + " from")));
    }

    @Test
    void a_claim_that_waits_is_told_to_both_companies() {
        String policy = kiosks.policy(Map.of("automatic", false));
        String code = kiosks.issue(policy, kiosk).get(0).get("code");
        PortalSession tenant = PortalSession.as("tenant@contoso.example");
        shows(tenant.get("/a/contoso/claim?code=" + code), "Ask Northwind Fleet for " + kiosk);

        shows(tenant.post("/a/contoso/claim", Map.of("code", code)), kiosk, "Claims", "Pending");

        assertThat(own(kiosk, "state"), hasItem("pending"));
        assertThat(own(kiosk, "operatorName"), hasItem("Northwind Fleet"));
        shows(
                PortalSession.as("operator@northwind.example").get("/a/northwind"),
                "1 claim waits for your approval",
                "/a/northwind/claim-policies/" + policy + "#claims");
        kiosks.northwind.post(claim(policy, kiosk) + "/refusals", Map.of()).statusCode(204);
        assertThat(own(kiosk, "state"), hasItem("refused"));
        shows(tenant.get("/a/contoso/leases"), "Refused");
    }

    @Test
    void an_approved_claim_says_what_became_of_the_offer() {
        String policy = kiosks.policy(Map.of("automatic", false));
        String code = kiosks.issue(policy, kiosk).get(0).get("code");
        kiosks.contoso.post("claims", Map.of("code", code)).statusCode(200);
        kiosks.northwind.post(claim(policy, kiosk) + "/approvals", Map.of()).statusCode(204);
        String lease = own(kiosk, "lease").get(0);
        assertThat(own(kiosk, "state"), hasItem("offered"));

        kiosks.contoso.post("leases/" + lease + "/declines", Map.of()).statusCode(200);

        assertThat(own(kiosk, "state"), hasItem("declined"));
        kiosks.northwind
                .get("claim-policies/" + policy + "/claims")
                .body("[0].state", equalTo("declined"))
                .body("[0].lease", equalTo(lease));
    }

    @Test
    void an_answer_that_comes_too_late_is_refused_beside_the_claims() {
        String policy = kiosks.policy(Map.of("automatic", false));
        String code = kiosks.issue(policy, kiosk).get(0).get("code");
        kiosks.contoso.post("claims", Map.of("code", code)).statusCode(200);
        kiosks.northwind.post(claim(policy, kiosk) + "/approvals", Map.of()).statusCode(204);

        PortalSession.Page refused = PortalSession.as("operator@northwind.example")
                .post("/a/northwind/" + claim(policy, kiosk) + "/refusals", Map.of());

        assertEquals(409, refused.status());
        assertThat(refused.body(), containsString("There is a problem"));
        assertThat(refused.body(), containsString("<span class=\"mono\">" + kiosk + "</span>"));
    }

    @Test
    void of_two_answers_at_once_one_holds() {
        String policy = kiosks.policy(Map.of("automatic", false));
        String code = kiosks.issue(policy, kiosk).get(0).get("code");
        kiosks.contoso.post("claims", Map.of("code", code)).statusCode(200);
        String claim = claim(policy, kiosk);

        List<Integer> answers = Calls.atOnce(
                List.of("approvals", "refusals", "approvals", "refusals"),
                answer -> kiosks.northwind.post(claim + "/" + answer, Map.of()));

        assertEquals(List.of(204, 409, 409, 409), answers);
        boolean isOffered = own(kiosk, "lease").get(0) != null;
        assertThat(own(kiosk, "state"), hasItem(isOffered ? "offered" : "refused"));
    }

    @Test
    void labels_that_are_shown_again_are_the_same_and_stay_good() {
        String policy = kiosks.policy(Map.of());
        kiosks.device(kiosk);
        PortalSession operator = PortalSession.as("operator@northwind.example");
        String page = "/a/northwind/claim-policies/" + policy;
        String issuance = operator.get(page).body().replaceAll("(?s).*name=\"issuance\" value=\"([^\"]*)\".*", "$1");
        Map<String, String> form = Map.of("issuance", issuance, "registrationIds", kiosk);
        String code = code(operator.post(page + "/codes", form));

        assertEquals(code, code(operator.post(page + "/codes", form)));

        assertEquals(
                1L,
                Sql.as("northwind").<Long>value("select count(*) from claim_code where registration_key = ?", kiosk));
        kiosks.claimed(code);
    }

    @Test
    void a_label_opens_the_terms_of_its_device() throws ReaderException {
        String policy = kiosks.policy(Map.of());
        kiosks.device(kiosk);
        PortalSession.Page labels = PortalSession.as("operator@northwind.example")
                .post("/a/northwind/claim-policies/" + policy + "/codes", Map.of("registrationIds", kiosk));

        String address = scanned(labels.body());

        assertEquals(Stack.portalUrl() + "/claim?code=" + code(labels), address);
        URI scanned = URI.create(address);
        PortalSession.Page terms =
                PortalSession.as("tenant@contoso.example").get(scanned.getPath() + "?" + scanned.getQuery());
        shows(terms, "Claim " + kiosk, "Northwind Fleet");
    }

    @Test
    void open_codes_are_listed_and_withdrawn() {
        String policy = kiosks.policy(Map.of());
        List<Map<String, String>> codes = kiosks.issue(policy, kiosk + "-a", kiosk + "-b");
        expired(policy, kiosk + "-c");
        String list = "claim-policies/" + policy + "/codes";
        kiosks.northwind
                .get(list + "?limit=2")
                .body("codes.registrationId", equalTo(List.of(kiosk + "-a", kiosk + "-b")))
                .body("codes[0].hint", equalTo(codes.get(0).get("code").substring(0, 5) + "-…"))
                .body("next", equalTo(kiosk + "-b"));
        kiosks.northwind.get("claim-policies/" + policy).body("open", is(2)).body("expired", is(1));

        String first = kiosks.northwind.get(list).extract().path("codes[0].id");
        kiosks.northwind
                .post(list + "/withdrawals", Map.of("codes", List.of(first)))
                .body("withdrawn", is(1));

        Kiosks.refused(kiosks.contoso, codes.get(0).get("code"));
        PortalSession operator = PortalSession.as("operator@northwind.example");
        PortalSession.Page all = operator.get("/a/northwind/" + list);
        shows(all, kiosk + "-b", "Expired");
        assertThat(all.body(), not(containsString(">First<")));
        shows(operator.get("/a/northwind/" + list + "?after=" + kiosk + "-b"), kiosk + "-c", ">First<");
        shows(operator.post("/a/northwind/" + list + "/withdrawals", Map.of("all", "true")), "2 codes withdrawn");
        Kiosks.refused(kiosks.contoso, codes.get(1).get("code"));
        kiosks.northwind.get(list).body("codes", empty());
        kiosks.northwind.post(list + "/withdrawals", Map.of("all", true)).statusCode(409);
        assertThat(Trail.of("northwind", policy), hasItem("claimPolicy.codesWithdrawn"));
    }

    @Test
    void what_cannot_have_a_code_is_named() {
        String policy = kiosks.policy(Map.of());
        kiosks.device(kiosk);
        List<String> wanted = Stream.concat(
                        Stream.of(kiosk), Stream.of(1, 2, 3, 4, 5, 6, 7).map(i -> "nobody-" + i))
                .toList();

        kiosks.northwind
                .post("claim-policies/" + policy + "/codes", Map.of("registrationIds", wanted))
                .statusCode(422)
                .body("fields.registrationIds", containsString("nobody-1, nobody-2"))
                .body("fields.registrationIds", containsString("nobody-5 and 2 more"));
        kiosks.northwind
                .post("claim-policies/" + policy + "/codes", Map.of("group", "nobodys"))
                .statusCode(422);
    }

    @Test
    void a_whole_group_and_a_selection_of_devices_get_codes() {
        String policy = kiosks.policy(Map.of());
        UUID group = group("kiosks-" + kiosks.mark);
        for (String end : List.of("-a", "-b")) {
            kiosks.device(kiosk + end);
            Sql.as("northwind")
                    .update("update device set enrollment_group_id = ? where registration_key = ?", group, kiosk + end);
        }

        kiosks.northwind
                .post("claim-policies/" + policy + "/codes", Map.of("group", "kiosks-" + kiosks.mark))
                .statusCode(200)
                .body("registrationId", equalTo(List.of(kiosk + "-a", kiosk + "-b")));

        PortalSession operator = PortalSession.as("operator@northwind.example");
        Map<String, String> selection = new HashMap<>(Map.of("scope", kiosks.idScope(), "ids", kiosk + "-a"));
        PortalSession.Page choice = operator.post("/a/northwind/claim-policies/selections", selection);
        shows(choice, "Policy " + kiosks.mark, kiosk + "-a");
        selection.remove("ids");
        selection.put("group", "kiosks-" + kiosks.mark);
        shows(operator.post("/a/northwind/claim-policies/selections", selection), kiosk + "-b");
    }

    @Test
    void each_company_is_led_to_what_it_can_do_with_codes() {
        String tenants = PortalSession.as("tenant@contoso.example")
                .get("/a/contoso/leases")
                .body();
        String operators = PortalSession.as("operator@northwind.example")
                .get("/a/northwind/leases")
                .body();

        assertThat(tenants, containsString("/a/contoso/claim\""));
        assertThat(tenants, not(containsString("/a/contoso/claim-policies")));
        assertThat(operators, containsString("/a/northwind/claim-policies"));
        assertThat(operators, not(containsString("/a/northwind/claim\"")));
    }

    private void expired(String policy, String registrationId) {
        Sql.as("northwind")
                .update(
                        """
                        insert into claim_code (claim_code_id, claim_policy_id, account_id, scope_id, registration_key
                                              , registration_id, code_hash, code_hint, expires_at)
                        values (gen_random_uuid(), ?::uuid, ?::uuid, ?, ?, ?, sha256(?::bytea), 'AAAAA-…', now())
                        """,
                        policy,
                        Sql.id("northwind"),
                        kiosks.scopeId(),
                        registrationId,
                        registrationId,
                        registrationId);
    }

    private UUID group(String name) {
        kiosks.northwind
                .post(
                        "scopes/" + kiosks.idScope() + "/groups",
                        Map.of("enrollmentGroupId", name, "attestation", Map.of("type", "symmetricKey")))
                .statusCode(201);
        return Sql.as("northwind").value("select enrollment_group_id from enrollment_group where group_key = ?", name);
    }

    private List<String> own(String registrationId, String field) {
        return kiosks.contoso
                .get("claims")
                .extract()
                .path("findAll { it.registrationId == '%s' }.%s".formatted(registrationId, field));
    }

    private String claim(String policy, String registrationId) {
        String claims = "claim-policies/" + policy + "/claims";
        return claims + "/"
                + kiosks.northwind
                        .get(claims)
                        .extract()
                        .path("find { it.registrationId == '%s' }.id".formatted(registrationId));
    }

    private static String code(PortalSession.Page labels) {
        return labels.body().replaceAll("(?s).*>((?:[0-9A-Z]{5}-){3}[0-9A-Z]{5})<.*", "$1");
    }

    /** As a camera sees it, from the drawing on the page. */
    private static String scanned(String page) throws ReaderException {
        int modules = Integer.parseInt(page.replaceAll("(?s).*viewBox=\"0 0 (\\d+) .*?labels__ink.*", "$1"));
        int width = modules * PIXELS;
        int[] pixels = new int[width * width];
        Arrays.fill(pixels, 0xFFFFFF);
        Matcher module = MODULE.matcher(page);
        while (module.find()) {
            int left = Integer.parseInt(module.group(1)) * PIXELS;
            int top = Integer.parseInt(module.group(2)) * PIXELS;
            for (int y = top; y < top + PIXELS; y++) {
                Arrays.fill(pixels, y * width + left, y * width + left + PIXELS, 0);
            }
        }
        BinaryBitmap seen = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, width, pixels)));
        return new QRCodeReader()
                .decode(seen, Map.of(DecodeHintType.POSSIBLE_FORMATS, List.of(BarcodeFormat.QR_CODE)))
                .getText();
    }

    private static void shows(PortalSession.Page page, String... texts) {
        assertEquals(200, page.status(), page.body());
        for (String text : texts) {
            assertThat(page.body(), containsString(text));
        }
    }
}
