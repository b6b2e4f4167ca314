package io.slipway.realclients;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Stack;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Follows every link each role is shown, one page of a kind, and looks at what it leads to. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class EveryPageTest {
    private static final int MOST_PAGES = 30;
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
    void an_operator_can_follow_every_link_in_the_light() {
        walk("operator@northwind.example", "northwind", ColorScheme.LIGHT, 1400);
    }

    @Test
    void an_operator_can_follow_every_link_in_the_dark_on_a_phone() {
        walk("operator@northwind.example", "northwind", ColorScheme.DARK, 360);
    }

    @Test
    void a_manufacturer_can_follow_every_link() {
        walk("manufacturer@acme.example", "acme", ColorScheme.DARK, 1400);
    }

    @Test
    void a_tenant_can_follow_every_link() {
        walk("tenant@contoso.example", "contoso", ColorScheme.LIGHT, 360);
    }

    @Test
    void an_auditor_can_follow_every_link() {
        walk("auditor@northwind.example", "northwind", ColorScheme.LIGHT, 1400);
    }

    private static void walk(String user, String account, ColorScheme scheme, int width) {
        Page page = browser.logIn(user, scheme, width);
        Queue<String> waiting = new ArrayDeque<>(List.of("/a/" + account));
        Set<String> seenKinds = new HashSet<>();
        List<Executable> findings = new ArrayList<>();
        while (!waiting.isEmpty() && seenKinds.size() < MOST_PAGES) {
            String path = waiting.remove();
            if (seenKinds.add(kind(path))) {
                look(page, path, findings);
                waiting.addAll(links(page, account));
            }
        }
        assertTrue(seenKinds.size() > 3, "the walk found hardly a link");
        assertAll(findings);
    }

    private static void look(Page page, String path, List<Executable> findings) {
        int status = page.navigate(path).status();
        Object overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
        findings.add(() -> assertEquals(200, status, path));
        findings.add(() -> assertTrue(((Number) overflow).intValue() <= 0, path + " is wider than the window"));
        try {
            Browser.assertAccessible(page);
        } catch (AssertionError violation) {
            findings.add(() -> {
                throw violation;
            });
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> links(Page page, String account) {
        List<String> hrefs = (List<String>)
                page.evaluate("Array.from(document.querySelectorAll('a[href]'), a => a.getAttribute('href'))");
        return hrefs.stream()
                .filter(href -> href.startsWith("/a/" + account + "/"))
                .filter(href -> !href.contains("export") && !href.endsWith("/file") && !href.endsWith(".csv"))
                .toList();
    }

    /** Pages that differ only in which object they show are of one kind. */
    private static String kind(String path) {
        return path.replaceAll("[?#].*", "")
                .replaceAll("0ne[0-9A-F]{8}", "SCOPE")
                .replaceAll("/(hubs|devices|enrollments|groups|certificates|access-policies)/(?!new)[^/]+", "/$1/ONE");
    }
}
