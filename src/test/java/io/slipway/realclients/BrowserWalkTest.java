package io.slipway.realclients;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Identity;
import io.slipway.testing.Openssl;
import io.slipway.testing.Stack;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class BrowserWalkTest {
    private static final String OPERATOR = "operator@northwind.example";
    private static Browser browser;

    @BeforeAll
    static void open() {
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @Test
    void an_operator_goes_from_a_new_scope_to_the_first_device() {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        Identity ca = Identity.root("Walk CA " + mark);
        Page page = browser.logIn(OPERATOR, ColorScheme.LIGHT, 1400);

        String scope = createScope(page, "Walk " + mark);
        linkNewHub(page, scope, "walk-" + mark);
        uploadAndProve(page, scope, "walk-ca-" + mark, ca);
        createGroup(page, scope, "walkers", "walk-ca-" + mark);
        RawDevice.Answer answer = RawDevice.withCertificate(idScope(scope), "walker-1", ca.leaf("walker-1"), 0)
                .register();

        assertEquals("northwind-walk-" + mark + ".hub.slipway.localhost", answer.hub());
        page.navigate(scope + "/devices/walker-1");
        assertThat(page.locator(".page-header")).containsText("Assigned");
        assertThat(page.locator(".timeline")).containsText("Assigned to northwind-walk-" + mark);
        Browser.assertAccessible(page);
    }

    @Test
    void a_refused_device_tells_the_operator_why() {
        String mark = UUID.randomUUID().toString().substring(0, 8);
        Page page = browser.logIn(OPERATOR, ColorScheme.DARK, 1400);
        String scope = createScope(page, "Refused " + mark);
        String id = "stranger-" + mark;

        RawDevice.withCertificate(idScope(scope), id, Identity.selfSigned(id), 0)
                .register();

        page.navigate("/a/northwind/attempts?q=" + id);
        assertThat(page.locator("main")).containsText("CA certificate not found.");
        Browser.assertAccessible(page);
    }

    @Test
    void another_company_finds_nothing_of_it() {
        Page operator = browser.logIn(OPERATOR, ColorScheme.LIGHT, 1400);
        String scope =
                createScope(operator, "Hidden " + UUID.randomUUID().toString().substring(0, 8));
        Page stranger = browser.logIn("operator@bolt.example", ColorScheme.LIGHT, 1400);

        assertEquals(404, stranger.navigate(scope).status());
        assertEquals(404, stranger.navigate("/a/bolt/scopes/" + idScope(scope)).status());
    }

    private static String createScope(Page page, String name) {
        page.navigate("/a/northwind/scopes/new");
        page.fill("[name=name]", name);
        submit(page);
        assertThat(page.locator("h1")).containsText(name);
        return java.net.URI.create(page.url()).getPath();
    }

    private static void linkNewHub(Page page, String scope, String name) {
        page.navigate("/a/northwind/hubs/new");
        page.fill("[name=name]", name);
        submit(page);
        assertThat(page.locator("h1")).containsText(name);
        page.navigate(scope + "/hubs");
        page.selectOption("[name=hostName]", "northwind-" + name + ".hub.slipway.localhost");
        submit(page);
        assertThat(page.locator("main")).containsText(name);
    }

    private static void uploadAndProve(Page page, String scope, String name, Identity ca) {
        page.navigate(scope + "/new-certificate");
        page.fill("[name=name]", name);
        page.click(".drop-paste summary");
        page.fill("[name=pem]", ca.pem());
        submit(page);
        assertThat(page.locator("h1")).containsText("Is this what you meant?");
        submit(page);
        page.navigate(scope + "/certificates/" + name + "/verification");
        submit(page);
        String code = page.locator(".copy__value").first().textContent();
        page.click(".drop-paste summary");
        page.fill("[name=pem]", signed(ca, code));
        submit(page);
        assertThat(page.locator(".page-header")).containsText("Verified");
    }

    private static void createGroup(Page page, String scope, String name, String ca) {
        page.navigate(scope + "/new-group");
        page.fill("[name=enrollmentGroupId]", name);
        page.check("[name='attestation.type'][value=caReferences]");
        page.selectOption("[name='attestation.x509.caReferences.primary']", ca);
        submit(page);
        assertThat(page.locator("h1")).containsText(name);
    }

    /** As the manufacturer does it, with openssl and the CA's key. */
    private static String signed(Identity ca, String code) {
        Openssl openssl = Openssl.inNewFolder();
        openssl.write("ca.pem", ca.pem());
        openssl.write("ca.key", ca.keyPem());
        return openssl.proof("ca", code);
    }

    private static void submit(Page page) {
        page.locator("main form button.btn-primary").first().click();
    }

    private static String idScope(String scope) {
        return scope.substring(scope.lastIndexOf('/') + 1);
    }
}
