package io.slipway.realclients;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import io.slipway.demo.SampleCompanies;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** A person of one company at a browser; whatever it sees on the way is readable for everybody. */
final class Walker {
    private static final LocatorAssertions.ContainsTextOptions PATIENTLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(60_000);
    private static final String DIALOG = "dialog[open]:visible";
    /** What has been looked at: two stories come by the same pages. */
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private final String slug;
    private final Page page;

    Walker(Browser browser, String role, String slug, ColorScheme scheme, int width) {
        this.slug = slug;
        this.page = browser.logIn(role + "@" + slug + ".example", scheme, width);
    }

    /** Returns its host name. */
    String createsHub(String name) {
        String unique = name + "-" + UUID.randomUUID().toString().substring(0, 8);
        String host = unique + ".example.org";
        go("hubs/new");
        page.fill("[name=name]", unique);
        page.check("[name=connector][value=memory]");
        page.fill("[name=memory-host]", host);
        submit();
        sees(unique);
        return host;
    }

    void linksHub(String idScope, String host) {
        go("scopes/" + idScope + "/hubs");
        page.selectOption("[name=hostName]", host);
        submit();
        sees(name(host));
    }

    void offersHub(String host, String operator) {
        go("hubs/" + name(host) + "/sharing/new-offer");
        page.check("[name=how][value=name]");
        page.fill("[name=operator]", operator);
        submit();
        sees(SampleCompanies.account(operator).name());
        looks("hub-offered");
    }

    void acceptsHub(String host, String idScope) {
        go("hub-offers");
        page.click("main a:has-text('" + name(host) + "')");
        page.selectOption("[name=idScope]", idScope);
        submit();
        sees(name(host));
        looks("hub-accepted");
    }

    void lendsHub(String host, String tenant) {
        go("hubs/" + name(host) + "/sharing/new-loan");
        page.fill("[name=tenant]", tenant);
        submit();
        sees(SampleCompanies.account(tenant).name());
        looks("hub-lent");
    }

    /** All devices whose registration ID begins so. */
    void proposesLease(
            String idScope, String lessee, String reference, String beginning, int number, String returnHub) {
        go("new-lease");
        page.selectOption("[name=idScope]", idScope);
        page.fill("[name=lessee]", lessee);
        page.fill("[name=reference]", reference);
        page.check("[name=which][value=startsWith]");
        page.fill("[name=startsWith]", beginning);
        page.check("[name=rights][value=reassign]");
        page.check("[name=rights][value=twin]");
        page.selectOption("[name=returnHub]", returnHub);
        submit();
        sees("Propose lease of " + number + " devices to " + lessee);
        looks("lease-preview");
        submit();
        assertThat(page.locator("h1")).containsText(reference);
        looks("lease-proposed");
    }

    void acceptsLease(String reference, String hub, int number) {
        opensLease(reference);
        page.click("summary:has-text('Accept')");
        assertThat(page.locator(DIALOG)).containsText("Accept " + number + " devices");
        page.selectOption(DIALOG + " [name=defaultHub]", hub);
        looks("lease-acceptance");
        page.click(DIALOG + " button[type=submit]");
        assertThat(page.locator("h1")).containsText(reference);
        seesAfterReload(".page-header", "Active");
        looks("lease-active");
    }

    void returnsDevices(String reference) {
        opensLease(reference);
        page.click("summary:has-text('Return devices')");
        looks("lease-return");
        page.click(DIALOG + " button[type=submit]");
        assertThat(page.locator("h1")).containsText(reference);
        seesAfterReload(".page-header", "Ended");
    }

    void opensLease(String reference) {
        go("leases");
        page.click("main a:has-text('" + reference + "')");
        assertThat(page.locator("h1")).containsText(reference);
    }

    /** @param pauseAbove percent of failures that pause it */
    void plansReassignment(String idScope, String target, int wave, int pauseAbove) {
        go("reassignments/new?scope=" + idScope);
        page.selectOption("[name=targetHub]", target);
        page.check("[name=pace][value=size]");
        page.fill("[name=waveSize]", "" + wave);
        page.fill("[name=pauseAbove]", "" + pauseAbove);
        looks("reassignment-form");
        submit();
        sees("This is a plan; nothing has moved yet");
        looks("reassignment-plan");
    }

    void starts(int number) {
        presses("Move " + number + " devices");
    }

    void presses(String button) {
        page.click("button:has-text('" + button + "')");
    }

    /** Once that is so, which may take a while; by what the server sends to the open page. */
    void watchesUntil(String where, String text) {
        assertThat(page.locator(where)).containsText(text, PATIENTLY);
    }

    void seesAfterReload(String where, String text) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                // The page may be about to load itself anew.
                .ignoreException(PlaywrightException.class)
                .until(() -> {
                    page.reload();
                    return page.locator(where).first().textContent().contains(text);
                });
    }

    void sees(String text) {
        assertThat(page.locator("main")).containsText(text);
    }

    void seesNothingOf(List<String> words) {
        String content = page.content();
        for (String word : words) {
            assertFalse(content.contains(word), () -> word + " on " + page.url());
        }
    }

    /** Within the company; the status. */
    int go(String path) {
        return page.navigate("/a/" + slug + "/" + path).status();
    }

    /** Of the object whose own page it is on. */
    String idOfPage() {
        return page.url().replaceFirst(".*/", "");
    }

    /** A picture for people, and axe's opinion. */
    void looks(String picture) {
        if (SEEN.add(slug + "-" + picture)) {
            Browser.picture(page, slug + "-" + picture);
            Browser.assertAccessible(page);
        }
    }

    private void submit() {
        page.locator("main form button.btn-primary").first().click();
    }

    private static String name(String host) {
        return host.substring(0, host.indexOf('.'));
    }
}
