package io.slipway.realclients;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.tenancy.Pages;
import io.slipway.testing.Calls;
import io.slipway.testing.Identity;
import io.slipway.testing.Stack;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.function.Executable;

/** Each page there is, and each link that a role is shown, one of a kind. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryPageTest {
    private static final int WIDE = 1400;
    private static final int PHONE = 360;
    private static final String HOME = "/a/{account}";
    private static final Set<String> SEEN = new TreeSet<>();
    private static Browser browser;
    private static Companies companies;
    private static String lease;
    private static String loan;
    private final List<Executable> findings = new ArrayList<>();

    @BeforeAll
    static void open() {
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @BeforeEach
    void the_companies_work_together() {
        if (companies == null) {
            companies = new Companies();
            arrange();
        }
    }

    private static void arrange() {
        companies.assertRegistersAt(companies.home, List.of("tracker-1", "tracker-2"));
        lease = companies.leased("contoso", companies.sharedHub("contoso"), List.of("tracker-1"));
        companies.proposed("contoso", List.of("tracker-2"));
        Calls.as("contoso")
                .post("hubs/" + name(companies.memoryHub("contoso")) + "/offers", Map.of("operator", "northwind"))
                .statusCode(201);
        loan = companies
                .northwind
                .post("hubs/" + name(companies.home) + "/loans", Map.of("tenant", "contoso"))
                .statusCode(201)
                .extract()
                .path("id");
        companies.awaitReassignment(
                "contoso", companies.reassigned("contoso", Map.of("targetHub", companies.home)), "finished");
        acmeSupplies();
    }

    private static void acmeSupplies() {
        Calls acme = Calls.as("acme").enter();
        companies
                .northwind
                .post(companies.service.scope("supply-grants"), Map.of("manufacturer", "acme"))
                .statusCode(201);
        String supply = "supply/" + companies.idScope + "/";
        Map<String, Object> key = Map.of("type", "symmetricKey");
        acme.post(supply + "enrollments", Map.of("registrationId", "pallet-1", "attestation", key))
                .statusCode(201);
        acme.post(supply + "groups", Map.of("enrollmentGroupId", "pallets", "attestation", key))
                .statusCode(201);
        acme.post(
                        supply + "certificates",
                        Map.of(
                                "name",
                                "acme-root",
                                "certificate",
                                Identity.root("Acme Root").pem()))
                .statusCode(201);
    }

    private static String name(String hostName) {
        return hostName.substring(0, hostName.indexOf('.'));
    }

    @Test
    @Order(1)
    void an_operator_can_use_every_page_there_is_for_it() {
        Page page = logIn("operator@northwind.example");
        Set<String> seen = new HashSet<>();
        walk(page, "northwind", "/a/northwind", seen);
        Pages.ofNorthwind().stream()
                .filter(link ->
                        Pages.at(link).filter(kind -> !seen.contains(kind)).isPresent())
                .filter(link -> page.request().get(link).status() == 200)
                .forEach(link -> walk(page, "northwind", link, seen));
        assertAll(findings);
    }

    @Test
    @Order(2)
    void an_admin_can_use_every_page_it_is_led_to() {
        Set<String> seen = new HashSet<>(SEEN);
        seen.remove(HOME);
        walk(logIn("admin@northwind.example"), "northwind", "/a/northwind", seen);
        assertAll(findings);
    }

    @Test
    @Order(3)
    void a_manufacturer_can_use_every_page_it_is_led_to() {
        Page page = logIn("manufacturer@acme.example");
        Set<String> seen = new HashSet<>();
        // First what is arranged here: links depend on what an object is, and another test's may have fewer.
        walk(page, "acme", "/a/acme/supply/" + companies.idScope, seen);
        walk(page, "acme", "/a/acme", seen);
        // A group links it once it has more devices than it shows itself.
        walk(page, "acme", "/a/acme/supply/" + companies.idScope + "/groups/pallets/devices", seen);
        assertAll(findings);
    }

    @Test
    @Order(4)
    void a_tenant_can_use_every_page_it_is_led_to() {
        Page page = logIn("tenant@contoso.example");
        Set<String> seen = new HashSet<>();
        // First what is arranged here: a lease that is only on offer links less.
        walk(page, "contoso", "/a/contoso/leases/" + lease, seen);
        walk(page, "contoso", "/a/contoso/lent-hubs/" + loan, seen);
        walk(page, "contoso", "/a/contoso", seen);
        assertAll(findings);
    }

    @Test
    @Order(5)
    void no_page_is_left_out() {
        Set<String> leftOut = Pages.all();
        leftOut.removeAll(SEEN);
        assertEquals(Set.of(), leftOut);
    }

    private static Page logIn(String user) {
        return browser.logIn(user, ColorScheme.LIGHT, WIDE);
    }

    /** On from there over every link to a page of a kind that this role has not seen, looking at those that nobody has. */
    private void walk(Page page, String account, String start, Set<String> seen) {
        Queue<String> waiting = new ArrayDeque<>(List.of(start));
        while (!waiting.isEmpty()) {
            String link = waiting.remove();
            Optional<String> kind = Pages.at(link);
            if (kind.isPresent() && seen.add(kind.get())) {
                int status = page.navigate(link).status();
                findings.add(() -> assertEquals(200, status, link));
                if (SEEN.add(kind.get())) {
                    look(page);
                }
                waiting.addAll(links(page, account));
            }
        }
    }

    private void look(Page page) {
        check(() -> assertEquals(
                List.of(),
                hrefs(page).stream()
                        .filter(href -> !href.matches("(/|#|[?]|https?:).*"))
                        .toList(),
                page.url() + " has links that lead nowhere"));
        check(() -> Browser.assertAccessible(page));
        page.setViewportSize(PHONE, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        check(() -> Browser.assertReadable(page));
        check(() -> assertTrue(
                (Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"),
                page.url() + " is wider than a phone"));
        page.setViewportSize(WIDE, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        check(() -> assertTrue(
                (Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"),
                page.url() + " is wider than the window"));
    }

    private void check(Runnable check) {
        try {
            check.run();
        } catch (AssertionError finding) {
            findings.add(() -> {
                throw finding;
            });
        }
    }

    private static List<String> links(Page page, String account) {
        return hrefs(page).stream()
                .filter(href -> href.startsWith("/a/" + account + "/"))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static List<String> hrefs(Page page) {
        return (List<String>)
                page.evaluate("Array.from(document.querySelectorAll('a[href]'), a => a.getAttribute('href'))");
    }
}
