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
    /** As {@code ./slipway test} found or installed it. */
    private static final String EXECUTABLE = System.getenv().getOrDefault("SLIPWAY_TEST_BROWSER", "/usr/bin/chromium");

    private static final String AXE = AxeBuilder.getAxeScript();

    /** Tells violations only: what is in order takes longer to tell than to find. Of rows that differ in words alone, a few do. */
    private static final String VIOLATIONS =
            """
            async rules => {
              const told = /^(class|style|role|type|hidden|disabled|aria-(current|hidden|disabled|expanded))$/;
              const shape = element => element.tagName
                  + [...element.attributes].filter(it => told.test(it.name)).map(it => it.name + it.value)
                  + (element.textContent.trim() ? '+' : '-')
                  + '(' + [...element.children].map(shape) + ')';
              const alike = [];
              for (const list of document.querySelectorAll('tbody, ul, ol, select')) {
                const seen = new Map();
                for (const item of list.children) {
                  const number = (seen.get(shape(item)) ?? 0) + 1;
                  seen.set(shape(item), number);
                  if (number > 3) alike.push(item);
                }
              }
              const options = rules === null ? {} : { runOnly: rules };
              const found = await axe.run({ exclude: alike }, { ...options, preload: false, resultTypes: ['violations'] });
              return found.violations.map(rule => rule.id + ' at ' + rule.nodes[0].html);
            }
            """;

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final com.microsoft.playwright.Browser chromium = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(EXECUTABLE))
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
        assertNoViolation(page, null);
    }

    /** The one of axe's rules that colours decide. */
    static void assertReadable(Page page) {
        assertNoViolation(page, List.of("color-contrast"));
    }

    private static void assertNoViolation(Page page, List<String> rules) {
        if (Boolean.TRUE.equals(page.evaluate("typeof axe === 'undefined'"))) {
            page.evaluate(AXE);
        }
        assertEquals(List.of(), page.evaluate(VIOLATIONS, rules), "axe on " + page.url());
    }

    @Override
    public void close() {
        playwright.close();
    }
}
