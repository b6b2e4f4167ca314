package io.slipway.realclients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.slipway.demo.SampleCompanies;
import io.slipway.testing.Stack;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Chromium, one for all tests of a class, with a person's log-in done as the person does it. */
final class Browser implements AutoCloseable {
    private static final List<String> FLAGS =
            List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update");
    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final com.microsoft.playwright.Browser chromium = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(FLAGS));

    Page logIn(String user, ColorScheme scheme, int width) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setColorScheme(scheme)
                // Colours that are still changing are none to measure.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setBaseURL(Stack.portalUrl())
                .setViewportSize(width, 900));
        context.setDefaultTimeout(60_000);
        Page page = context.newPage();
        page.navigate("/login");
        page.fill("#username", user);
        page.click("#kc-login");
        page.fill("#password", SampleCompanies.PASSWORD);
        page.click("#kc-login");
        page.waitForURL(Stack.portalUrl() + "/**");
        return page;
    }

    /** The whole page, kept under {@code target/pictures} for people to look at. */
    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target", "pictures", name + ".png"))
                .setFullPage(true));
    }

    /** What axe says of the page as it stands; nothing is what it has to say. */
    static void assertAccessible(Page page) {
        assertNoViolation(page, axe(page));
    }

    /** The one of axe's rules that colours decide. */
    static void assertReadable(Page page) {
        assertNoViolation(page, axe(page).withRules(List.of("color-contrast")));
    }

    /** In one page: no page here has a frame of another origin, for which it would open a second window each time. */
    private static AxeBuilder axe(Page page) {
        return new AxeBuilder(page).setLegacyMode(true);
    }

    private static void assertNoViolation(Page page, AxeBuilder axe) {
        List<String> violations = axe.analyze().getViolations().stream()
                .map(rule -> rule.getId() + " at " + rule.getNodes().get(0).getHtml())
                .toList();
        assertEquals(List.of(), violations, "axe on " + page.url());
    }

    @Override
    public void close() {
        playwright.close();
    }
}
