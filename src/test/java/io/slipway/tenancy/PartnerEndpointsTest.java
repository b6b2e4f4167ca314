package io.slipway.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.tenancy.PlantedFacts.Fact;
import io.slipway.testing.Stack;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The walls between companies that do share something, endpoint by endpoint: a partner reads and changes what
 * {@link PartnerAddresses} lists, and nothing that it reads tells more than {@link PlantedFacts} lets it know.
 */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class PartnerEndpointsTest {
    private static final List<Endpoint> ENDPOINTS =
            Endpoint.all().stream().filter(Endpoint::isOfAccount).toList();
    private static final List<String> COMPANIES =
            Stream.concat(Partners.ALL.stream(), Stream.of("northwind")).toList();
    /** The stream of what is still under way ends for who has seen another state of it. */
    private static final String ENDING = "?seen=planned";

    private static Map<String, PartnerSession> sessions;
    private static List<Fact> facts;

    private final Set<String> leaks = new ConcurrentSkipListSet<>();
    private Partners partners;

    @Inject
    Scheduler jobs;

    @BeforeEach
    void partners_share_something() {
        partners = Partners.arranged();
        if (sessions == null) {
            sessions = new ConcurrentSkipListMap<>();
            AtOnce.each(COMPANIES, slug -> sessions.put(slug, new PartnerSession(slug)));
            facts = PlantedFacts.all(partners);
        }
    }

    @Test
    void partners_read_what_is_listed_and_learn_nothing_else() {
        Set<PartnerAddresses> used = ConcurrentHashMap.newKeySet();
        Set<Fact> found = ConcurrentHashMap.newKeySet();
        for (PartnerSession session : sessions.values()) {
            AtOnce.each(addresses(session, Endpoint::reads), address -> read(session, address, used, found));
        }
        PartnerAddresses.LISTED.stream()
                .filter(listed -> listed.does().equals("reads") && !used.contains(listed))
                .forEach(listed -> leaks.add("Nobody reads this any more, take it off PartnerAddresses: " + listed));
        facts.stream()
                .filter(fact -> fact.known().stream().anyMatch(Partners.ALL::contains) && !found.contains(fact))
                .forEach(fact -> leaks.add("Nobody finds this, so that others do not proves nothing: " + fact));
        assertEquals("", String.join("\n", leaks));
    }

    private void read(PartnerSession session, PartnerAddress address, Set<PartnerAddresses> used, Set<Fact> found) {
        boolean names = address.endpoint().namesObject();
        HttpResponse<String> answer = session.get(address.endpoint(), address.path() + (names ? ENDING : narrowed()));
        boolean isListed = !names || PartnerAddresses.isListed(session.slug, "reads", address.says());
        if (answer.statusCode() == 200 && !isListed) {
            leak(session, address, answer, "is not on the list");
        } else if (names && answer.statusCode() != 200 && answer.statusCode() != 404 && answer.statusCode() != 403) {
            leak(session, address, answer, "is neither there nor not there");
        }
        if (answer.statusCode() == 200) {
            PartnerAddresses.LISTED.stream()
                    .filter(listed -> listed.isFor(session.slug, "reads", address.says()))
                    .forEach(used::add);
        }
        learn(session, address, answer, found);
    }

    /** Lists, where they can be narrowed, are of the arrangement alone. */
    private String narrowed() {
        return "?limit=100&scope=" + partners.id("scope shared") + "&idScope=" + partners.id("scope shared");
    }

    private void learn(PartnerSession session, PartnerAddress address, HttpResponse<String> answer, Set<Fact> found) {
        boolean isOfOneThing = address.endpoint().isApi() && address.endpoint().namesObject();
        Stream.concat(facts.stream(), isOfOneThing ? PlantedFacts.companies().stream() : Stream.<Fact>of())
                .filter(fact ->
                        answer.body().contains(fact.value()) && !address.path().contains(fact.value()))
                .forEach(fact -> {
                    if (fact.known().contains(session.slug)) {
                        found.add(fact);
                    } else {
                        leak(session, address, answer, "tells " + fact.what() + ", " + fact.value());
                    }
                });
    }

    @Test
    void what_is_not_listed_is_refused_and_nothing_of_others_changes() {
        Requests requests = Requests.naming(Northwind.arranged());
        Digests digests = PartnerRows.digests(jobs, partners);
        digests.before();
        for (PartnerSession session : sessions.values()) {
            AtOnce.each(
                    addresses(session, endpoint -> !endpoint.reads() && endpoint.namesObject()).stream()
                            .filter(address -> !PartnerAddresses.isListed(session.slug, "changes", address.says()))
                            .toList(),
                    address -> refused(session, address, requests.sent(address.endpoint())));
            assertEquals(List.of(), digests.changed(), session.slug + " changed something.");
        }
        digests.done();
        assertEquals("", String.join("\n", leaks));
    }

    private List<PartnerAddress> addresses(PartnerSession session, Predicate<Endpoint> wanted) {
        return ENDPOINTS.stream()
                .filter(wanted)
                .flatMap(endpoint -> PartnerAddress.of(endpoint, session.slug, partners).stream())
                .toList();
    }

    private void refused(PartnerSession session, PartnerAddress address, String body) {
        HttpResponse<String> answer = session.change(address.endpoint(), address.path(), body);
        boolean asIfNotThere = answer.statusCode() == 404 || answer.statusCode() == 403;
        // Of what it knows it is told why not, and of what it would bring that the name is taken.
        boolean isTold = PartnerAddresses.isListed(session.slug, "reads", address.thing())
                || answer.statusCode() == 409 && address.endpoint().creates();
        if (answer.statusCode() / 100 != 4 || !isTold && !asIfNotThere) {
            leak(session, address, answer, "is not refused for whose it is");
        }
        learn(session, address, answer, new HashSet<>());
    }

    private void leak(PartnerSession session, PartnerAddress address, HttpResponse<String> answer, String what) {
        leaks.add("%s: %s %s (%s) %s: %d"
                .formatted(
                        session.slug,
                        address.endpoint().method(),
                        address.says(),
                        address.endpoint().in(),
                        what,
                        answer.statusCode()));
    }
}
