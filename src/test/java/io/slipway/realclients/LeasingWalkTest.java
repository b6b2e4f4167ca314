package io.slipway.realclients;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.reassignment.MemoryHubConnector;
import io.slipway.testing.Calls;
import io.slipway.testing.Stack;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Three companies at their browsers: a hub is shared, devices are leased, moved, given back and leased to the next. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class LeasingWalkTest {
    private static final List<String> DEVICES =
            IntStream.range(0, 20).mapToObj("tracker-%02d"::formatted).toList();
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
    private static Browser browser;

    @Inject
    MemoryHubConnector hubs;

    @BeforeAll
    static void open() {
        browser = new Browser();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @Test
    void devices_pass_from_northwind_to_contoso_and_on_to_fabrikam() {
        Companies companies = new Companies();
        companies.assertRegistersAt(companies.home, DEVICES);
        String reference = "Cafés " + UUID.randomUUID().toString().substring(0, 8);
        Page northwind = browser.logIn("operator@northwind.example", ColorScheme.LIGHT, 1400);
        Page contoso = browser.logIn("tenant@contoso.example", ColorScheme.DARK, 1400);

        String north = share(contoso, northwind, companies);
        String south = companies.sharedHub("contoso");
        lease(northwind, companies, reference);
        accept(contoso, reference, north);
        await().atMost(Duration.ofSeconds(40)).until(() -> hubs.deviceIds(north).containsAll(DEVICES));
        companies.assertRegistersAt(north, DEVICES);

        moveInWaves(contoso, companies, south);
        companies.assertRegistersAt(south, DEVICES);
        Browser.assertAccessible(contoso);

        giveBack(contoso, reference);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> hubs.deviceIds(companies.home).containsAll(DEVICES));
        String vending = companies.sharedHub("fabrikam");
        companies.leased("fabrikam", vending, DEVICES);
        Page fabrikam = browser.logIn("tenant@fabrikam.example", ColorScheme.LIGHT, 360);
        fabrikam.navigate("/a/fabrikam/devices?scope=" + companies.idScope);
        assertThat(fabrikam.locator("main")).containsText("tracker-00");
        Browser.assertAccessible(fabrikam);
        contoso.navigate("/a/contoso/devices?scope=" + companies.idScope);
        assertThat(contoso.locator("main")).containsText("No device fits");
        contoso.navigate("/a/contoso/scopes/" + companies.idScope + "/devices/tracker-00");
        assertThat(contoso.locator("main")).containsText("In other hands now");
        assertThat(contoso.locator("main")).not().containsText("Fabrikam");
        Browser.assertAccessible(contoso);
        assertEquals(Set.of(), hubs.deviceIds(south));
    }

    @Test
    void a_tenant_without_hubs_has_its_devices_on_one_that_is_lent_to_it() {
        Companies companies = new Companies();
        companies.assertRegistersAt(companies.home, DEVICES);
        String hub = companies.home.substring(0, companies.home.indexOf('.'));
        Calls.as("corner").enter();
        Page owner = browser.logIn("operator@northwind.example", ColorScheme.LIGHT, 1400);
        owner.navigate("/a/northwind/hubs/" + hub + "/sharing/new-loan");
        owner.fill("[name=tenant]", "corner");
        submit(owner);
        assertThat(owner.locator("main")).containsText("Corner Kiosk");
        Browser.assertAccessible(owner);

        companies.leased("corner", companies.home, DEVICES.subList(0, 2));

        Page corner = browser.logIn("tenant@corner.example", ColorScheme.DARK, 360);
        corner.navigate("/a/corner/devices?scope=" + companies.idScope);
        assertThat(corner.locator("main")).containsText("tracker-01");
        assertThat(corner.locator("main")).not().containsText("tracker-02");
        Browser.assertAccessible(corner);
    }

    /** Offered by Contoso, accepted by Northwind; the hub's host name. */
    private static String share(Page contoso, Page northwind, Companies companies) {
        String host = companies.memoryHub("contoso");
        String hub = host.substring(0, host.indexOf('.'));
        contoso.navigate("/a/contoso/hubs/" + hub + "/sharing/new-offer");
        contoso.check("[name=how][value=name]");
        contoso.fill("[name=operator]", "northwind");
        submit(contoso);
        assertThat(contoso.locator("main")).containsText("Northwind Fleet");
        Browser.assertAccessible(contoso);
        northwind.navigate("/a/northwind/hub-offers");
        northwind.click("main a:has-text('" + hub + "')");
        northwind.selectOption("[name=idScope]", companies.idScope);
        submit(northwind);
        assertThat(northwind.locator("main")).containsText(hub);
        Browser.assertAccessible(northwind);
        return host;
    }

    private static void lease(Page northwind, Companies companies, String reference) {
        northwind.navigate("/a/northwind/new-lease");
        northwind.selectOption("[name=idScope]", companies.idScope);
        northwind.fill("[name=lessee]", "contoso");
        northwind.fill("[name=reference]", reference);
        northwind.check("[name=which][value=startsWith]");
        northwind.fill("[name=startsWith]", "tracker-");
        northwind.check("[name=rights][value=reassign]");
        northwind.selectOption("[name=returnHub]", companies.home);
        submit(northwind);
        assertThat(northwind.locator("main")).containsText("Propose lease of 20 devices to contoso");
        Browser.assertAccessible(northwind);
        submit(northwind);
        assertThat(northwind.locator("h1")).containsText(reference);
    }

    private static void accept(Page contoso, String reference, String hub) {
        openLease(contoso, reference);
        contoso.click("summary:has-text('Accept')");
        contoso.selectOption("dialog[open] [name=hub]", hub);
        contoso.click("dialog[open] button[type=submit]");
        assertThat(contoso.locator("h1")).containsText(reference);
        Browser.assertAccessible(contoso);
    }

    private static void moveInWaves(Page contoso, Companies companies, String target) {
        contoso.navigate("/a/contoso/reassignments/new?scope=" + companies.idScope);
        contoso.selectOption("[name=targetHub]", target);
        contoso.check("[name=pace][value=size]");
        contoso.fill("[name=waveSize]", "5");
        submit(contoso);
        assertThat(contoso.locator("main")).containsText("This is a plan; nothing has moved yet");
        contoso.click("button:has-text('Move 20 devices')");
        assertThat(contoso.locator(".page-header")).containsText("Finished", PATIENTLY);
        assertThat(contoso.locator("main")).containsText("20 of 20");
    }

    private static void giveBack(Page contoso, String reference) {
        openLease(contoso, reference);
        contoso.click("summary:has-text('Return devices')");
        contoso.click("dialog[open] button[type=submit]");
        assertThat(contoso.locator("h1")).containsText(reference);
    }

    private static void openLease(Page page, String reference) {
        page.navigate("/a/contoso/leases");
        page.click("main a:has-text('" + reference + "')");
        assertThat(page.locator("h1")).containsText(reference);
    }

    private static void submit(Page page) {
        page.locator("main form button.btn-primary").first().click();
    }
}
