package io.slipway.realclients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.path.json.JsonPath;
import io.slipway.testing.Calls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What companies were told that it is done, and what had to follow: each is in the audit trails of those it concerns, as often
 * as it was done.
 */
final class ConfirmedActs {
    private static final int MOST = 500;

    private record Told(String company, String action, String object) {}

    private final List<Told> acts = new ArrayList<>();

    void add(String action, String object, String... companies) {
        Stream.of(companies)
                .distinct()
                .map(company -> new Told(company, action, object))
                .forEach(acts::add);
    }

    /** What had to follow, until something else was done. */
    void remove(String action, String object) {
        acts.removeIf(told -> told.action().equals(action) && told.object().equals(object));
    }

    void assertTold(String idScope, Function<String, Calls> calls) {
        acts.stream().map(Told::company).distinct().forEach(company -> {
            List<String> expected = acts.stream()
                    .filter(told -> told.company().equals(company))
                    .map(told -> told.action() + " " + told.object())
                    .sorted()
                    .toList();
            assertEquals(expected, told(calls.apply(company), idScope), company);
        });
    }

    /** Of what is confirmed; a trail tells of more. */
    private List<String> told(Calls company, String idScope) {
        Set<String> actions = acts.stream().map(Told::action).collect(Collectors.toSet());
        Set<String> objects = acts.stream().map(Told::object).collect(Collectors.toSet());
        return events(company, idScope).stream()
                .filter(event -> actions.contains(event.get("action")) && objects.contains(event.get("objectId")))
                .map(event -> event.get("action") + " " + event.get("objectId"))
                .sorted()
                .toList();
    }

    private static List<Map<String, Object>> events(Calls company, String idScope) {
        List<Map<String, Object>> events = new ArrayList<>();
        Map<String, Object> query = new HashMap<>(Map.of("scope", idScope, "limit", MOST));
        String next;
        do {
            JsonPath page = company.request()
                    .queryParams(query)
                    .get(company.address("events"))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            events.addAll(page.getList("events"));
            next = page.getString("next");
            query.put("before", next);
        } while (next != null);
        return events;
    }
}
