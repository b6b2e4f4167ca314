package io.slipway.tenancy;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.audit.PublishedActions;
import io.slipway.demo.SampleCompanies;
import io.slipway.reassignment.MemoryHubConnector;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What concerns two companies is in both audit trails, and tells neither what only the other may know. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class TwoTrailsTest {
    private static final List<String> COMPANIES =
            SampleCompanies.ACCOUNTS.stream().map(account -> account.slug()).toList();
    private static TwoTrails arranged;

    @Inject
    MemoryHubConnector memory;

    private TwoTrails trails;

    @BeforeEach
    void companies_do_with_each_other_what_there_is_to_do() {
        if (arranged == null) {
            arranged = new TwoTrails(memory);
            arranged.happen();
        }
        trails = arranged;
    }

    @Test
    void every_published_action_is_one_companys_own_or_in_a_story_of_two() {
        assertEquals(lines(PublishedActions.all()), lines(SharedActions.all()));
        assertEquals(
                lines(SharedActions.SHARED),
                lines(Stories.ALL.stream()
                        .flatMap(story -> story.actions().values().stream()
                                .flatMap(List::stream)
                                .filter(action -> story.actions().values().stream()
                                                .filter(actions -> actions.contains(action))
                                                .count()
                                        > 1))
                        .collect(toCollection(TreeSet::new))));
    }

    @Test
    void each_company_finds_its_story_of_each_thing_and_others_find_nothing() {
        List<String> expected = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (Stories story : Stories.ALL) {
            for (String company : COMPANIES) {
                String line = story.thing() + " for " + company + ": ";
                expected.add(line + story.actions().getOrDefault(company, List.of()));
                found.add(line
                        + events(company, story).stream()
                                .map(event -> event.get("action").toString())
                                .sorted()
                                .toList());
            }
        }
        assertEquals(String.join("\n", expected), String.join("\n", found));
    }

    @Test
    void an_event_says_the_same_to_all_but_for_what_is_listed_as_private() {
        Set<String> different = new TreeSet<>();
        for (Stories story : Stories.ALL) {
            Map<String, Map<String, Set<String>>> told = new TreeMap<>();
            for (String company : story.actions().keySet()) {
                Map<String, List<String>> said = new TreeMap<>();
                events(company, story).forEach(event -> said.computeIfAbsent(
                                event.get("action").toString(), first -> new ArrayList<>())
                        .add(said(event)));
                said.forEach((action, events) -> told.computeIfAbsent(action, first -> new TreeMap<>())
                        .computeIfAbsent(events.toString(), first -> new TreeSet<>())
                        .add(company));
            }
            told.forEach((action, versions) -> {
                if (versions.size() > 1 && !isOnlyPartlyTold(story, action)) {
                    different.add(story.thing() + ", " + action + ": " + versions);
                }
            });
        }
        assertEquals("", lines(different));
    }

    /** A company that came to the thing later has fewer of them. */
    private static boolean isOnlyPartlyTold(Stories story, String action) {
        return story.actions().values().stream()
                        .filter(actions -> actions.contains(action))
                        .map(actions -> actions.stream().filter(action::equals).count())
                        .distinct()
                        .count()
                > 1;
    }

    @Test
    void nobody_reads_in_a_trail_what_only_another_may_know() {
        Map<String, List<String>> known = Map.of(
                trails.host("home"),
                List.of("northwind"),
                trails.host("lent"),
                List.of("northwind", "corner", "fabrikam"),
                trails.host("first"),
                List.of("northwind", "contoso"),
                trails.host("second"),
                List.of("northwind", "contoso"),
                "twin-" + trails.mark,
                List.of("contoso"),
                "left-" + trails.mark,
                List.of());
        Set<String> leaks = new TreeSet<>();
        known.forEach((fact, companies) -> {
            for (String company : COMPANIES) {
                List<Map<String, Object>> telling = Sql.as(company)
                        .rows("select distinct action from event where to_jsonb(event)::text like ?", "%" + fact + "%");
                if (!companies.contains(company)) {
                    telling.forEach(event -> leaks.add(company + " reads " + fact + " in " + event.get("action")));
                }
            }
        });
        assertEquals("", lines(leaks));
    }

    private List<Map<String, Object>> events(String company, Stories story) {
        return Sql.as(company)
                .rows(
                        """
                        select action, actor_kind, actor_name, actor_account_id, object_name, before::text, after::text
                          from event
                         where object_type = ? and object_id = ?
                         order by event_id
                        """,
                        story.thing().split(" ")[0],
                        trails.id(story.thing()));
    }

    /** Without what some of them do not read. */
    private static String said(Map<String, Object> event) {
        String hidden = SharedActions.PRIVATE.get(event.get("action").toString());
        return "%s %s %s %s %s %s"
                .formatted(
                        event.get("actor_kind"),
                        event.get("actor_name"),
                        event.get("actor_account_id"),
                        event.get("object_name"),
                        without(hidden, event.get("before")),
                        without(hidden, event.get("after")));
    }

    private static String without(String hidden, Object json) {
        if (json == null) {
            return "";
        }
        try {
            JsonNode tree = new ObjectMapper().readTree(Objects.toString(json));
            if (hidden != null) {
                tree.findParents(hidden).forEach(parent -> ((ObjectNode) parent).remove(hidden));
            }
            return tree.isEmpty() && tree.isContainerNode() ? "" : tree.toString();
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static String lines(Collection<String> all) {
        return String.join("\n", new TreeSet<>(all));
    }
}
