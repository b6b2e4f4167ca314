package io.slipway.tenancy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.slipway.testing.Calls;
import io.slipway.testing.Http;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.Tokens;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The first wall, endpoint by endpoint: whatever an address or a body names of another company is not there. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class EndpointIsolationTest {
    private static final List<String> OTHERS = List.of("contoso", "fabrikam", "bolt", "acme", "corner");
    /** Open to everybody, and with nothing of any account. */
    private static final List<String> PUBLIC =
            List.of("GET /", "GET /accounts", "GET /claim", "GET /login", "GET /problems", "GET /problems/{slug}");

    /** Tables that only jobs change. */
    private static final Set<String> JOBS = Set.of("event_chain", "departure");

    private static final List<Endpoint> ENDPOINTS = Endpoint.all();
    private static Digests digests;
    private Northwind northwind;
    private Requests requests;

    @Inject
    Scheduler jobs;

    private final List<String> leaks = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void northwind_has_something_to_reach() {
        northwind = Northwind.arranged();
        requests = Requests.naming(northwind);
        if (digests == null) {
            digests =
                    new Digests(jobs, Sql.as("northwind"), readable(), table -> "account_id = '" + Northwind.ID + "'");
            digests.before();
        }
    }

    @AfterEach
    void and_nothing_of_it_has_changed() {
        assertEquals(List.of(), digests.changed());
    }

    @AfterAll
    static void the_jobs_go_on() {
        digests.done();
    }

    @Test
    void every_endpoint_is_of_an_account_or_known_to_be_public() {
        assertThat(ENDPOINTS.size(), greaterThan(100));
        assertEquals(
                PUBLIC,
                ENDPOINTS.stream()
                        .filter(endpoint -> !endpoint.isOfAccount() || !endpoint.needsPermission())
                        .map(Endpoint::toString)
                        .toList(),
                "An endpoint without an account in its address or without @Needs: is it meant to be public?");
    }

    @Test
    void in_northwinds_address_there_is_no_account_for_others() {
        AtOnce.each(api(), endpoint -> {
            for (String other : OTHERS) {
                HttpResponse<String> answer = call(Tokens.of(other), endpoint, requests.address(endpoint, "northwind"));
                expect(
                        answer.statusCode() == 404
                                && answer.body().contains("\"detail\":\"There is no such account here.\""),
                        other,
                        endpoint,
                        answer);
            }
        });
        noLeaks();
    }

    @Test
    void an_unknown_account_answers_like_a_foreign_one() {
        AtOnce.each(api(), endpoint -> {
            HttpResponse<String> foreign = call(Tokens.of("bolt"), endpoint, requests.address(endpoint, "northwind"));
            HttpResponse<String> unknown = call(Tokens.of("bolt"), endpoint, requests.address(endpoint, "nobody"));
            expect(
                    foreign.body().replace("/northwind", "/nobody").equals(unknown.body())
                            && foreign.statusCode() == unknown.statusCode(),
                    "bolt",
                    endpoint,
                    unknown);
        });
        noLeaks();
    }

    @Test
    void in_ones_own_address_northwinds_things_are_not_there() {
        Requests invented = requests.invented();
        AtOnce.each(naming(), endpoint -> {
            for (String other : OTHERS) {
                if (isRemembered(other, endpoint)) {
                    continue;
                }
                HttpResponse<String> foreign = call(Tokens.of(other), endpoint, requests.address(endpoint, other));
                if (tellsOfWithdrawal(other, endpoint)) {
                    expect(isRefusal(foreign.statusCode()), other, endpoint, foreign);
                    continue;
                }
                HttpResponse<String> nobodys = call(Tokens.of(other), endpoint, invented.address(endpoint, other));
                expectAsIfNotThere(other, endpoint, foreign, nobodys);
            }
        });
        noLeaks();
    }

    @Test
    void a_manufacturer_whose_grant_was_withdrawn_finds_the_grant_and_nothing_in_the_scope() {
        PortalSession manufacturer = PortalSession.as("manufacturer@acme.example");
        for (Endpoint endpoint : ENDPOINTS) {
            if (isRemembered("acme", endpoint)) {
                String address = requests.address(endpoint, "acme");
                String answer = endpoint.isApi()
                        ? call(Tokens.of("acme"), endpoint, address).body()
                        : send(manufacturer, endpoint, "acme", requests).body();
                expect(hidden("acme").stream().noneMatch(answer::contains), "acme", endpoint, answer);
            }
        }
        noLeaks();
    }

    @Test
    void in_ones_own_scope_northwinds_things_are_not_there() {
        Requests inOwnScope = requests.in(Calls.as("bolt").newScope("Bolt's " + UUID.randomUUID()));
        AtOnce.each(naming(), endpoint -> {
            boolean namesMore =
                    endpoint.path().replaceAll("\\{(account|idScope)}", "").contains("{");
            if (namesMore && !endpoint.creates()) {
                HttpResponse<String> answer = call(Tokens.of("bolt"), endpoint, inOwnScope.address(endpoint, "bolt"));
                expect(
                        answer.statusCode() == 404 || isForAdmins(endpoint) && answer.statusCode() == 403,
                        "bolt",
                        endpoint,
                        answer);
            }
        });
        noLeaks();
    }

    /** A program is never an account admin, and is told so before anything is looked for. */
    private static boolean isForAdmins(Endpoint endpoint) {
        return endpoint.path().endsWith("/terminations");
    }

    @Test
    void lists_of_others_hold_nothing_of_northwind() {
        AtOnce.each(OTHERS, other -> {
            for (Endpoint endpoint : api()) {
                if (endpoint.reads() && !endpoint.namesObject()) {
                    HttpResponse<String> answer = call(Tokens.of(other), endpoint, requests.address(endpoint, other));
                    expect(hidden(other).stream().noneMatch(answer.body()::contains), other, endpoint, answer);
                }
            }
        });
        noLeaks();
    }

    @Test
    void filters_that_name_northwinds_things_find_nothing() {
        Calls bolt = Calls.as("bolt");
        for (String list : List.of("devices", "attempts", "enrollments", "groups", "events", "certificates")) {
            Response answer = bolt.request()
                    .queryParam("scope", northwind.idScope())
                    .queryParam("idScope", northwind.idScope())
                    .queryParam("limit", 100)
                    .get(bolt.address(list));
            for (String name : hidden("bolt")) {
                assertEquals(false, answer.asString().contains(name) && !name.equals(northwind.idScope()), list);
            }
        }
        for (Map<String, String> filter : List.of(
                Map.of("search", northwind.device()),
                Map.of("hub", northwind.hostName()),
                Map.of("group", northwind.group()))) {
            bolt.request()
                    .queryParams(filter)
                    .get(bolt.address("devices"))
                    .then()
                    .statusCode(200)
                    .body("devices.size()", equalTo(0))
                    .body("count", equalTo(0));
        }
    }

    @Test
    void bodies_that_name_northwinds_things_are_refused_as_if_they_were_not_there() {
        Calls bolt = Calls.as("bolt");
        String scope = "scopes/" + bolt.newScope("Naming " + UUID.randomUUID()) + "/";
        Map<String, Object> key = Map.of("type", "symmetricKey");
        Map<String, Object> reference =
                Map.of("type", "x509", "x509", Map.of("caReferences", Map.of("primary", northwind.certificate())));

        assertUnknown(bolt, scope + "hubs", Map.of("hostName", northwind.hostName()), "hostName", northwind.hostName());
        for (String kind : List.of("enrollments", "groups")) {
            String id = kind.equals("groups") ? "enrollmentGroupId" : "registrationId";
            assertUnknown(
                    bolt,
                    scope + kind,
                    Map.of(id, "x", "attestation", key, "iotHubs", List.of(northwind.hostName())),
                    "iotHubs",
                    northwind.hostName());
            assertUnknown(
                    bolt,
                    scope + kind,
                    Map.of(
                            id,
                            "x",
                            "attestation",
                            key,
                            "allocationPolicy",
                            "static",
                            "iotHubs",
                            List.of(northwind.hostName())),
                    "iotHubs",
                    northwind.hostName());
            assertUnknown(
                    bolt,
                    scope + kind,
                    Map.of(id, "x", "attestation", reference),
                    "certificate",
                    northwind.certificate());
        }
        String own = scope.split("/")[1];
        String host = northwind.hostName();
        assertUnknown(bolt, "reassignments", Map.of("idScope", own, "targetHub", host), "targetHub", host);
        assertUnknown(
                bolt, "claim-policies", Map.of("idScope", own, "name", "x", "returnHub", host), "returnHub", host);
        assertUnknown(
                bolt,
                "leases",
                Map.of(
                        "idScope",
                        own,
                        "lessee",
                        "corner",
                        "terms",
                        Map.of("reference", "x", "returnHub", host),
                        "devices",
                        Map.of("all", true)),
                "returnHub",
                host);
        // Names of companies are known to who knows them; a company one may not grant to is as good as none.
        bolt.post(scope + "supply-grants", Map.of("manufacturer", "northwind")).statusCode(422);
    }

    @Test
    void whatever_is_made_of_northwinds_things_is_refused_as_if_they_were_not_there() {
        Requests invented = requests.invented();
        List<Endpoint> making = api().stream()
                .filter(endpoint -> !endpoint.reads() && !endpoint.namesObject() && endpoint.isJson())
                .filter(endpoint -> namesSomething(Requests.json(requests.body(endpoint))))
                .toList();
        assertEquals(
                List.of("claim-policies", "leases", "leases/previews", "reassignments"),
                making.stream()
                        .map(endpoint -> endpoint.path().replace("/api/v1/a/{account}/", ""))
                        .toList());
        for (String other : OTHERS) {
            for (Endpoint endpoint : making) {
                String address = requests.address(endpoint, other);
                HttpResponse<String> foreign = call(Tokens.of(other), endpoint, address, requests);
                HttpResponse<String> nobodys = call(Tokens.of(other), endpoint, address, invented);
                expectAsIfNotThere(other, endpoint, foreign, nobodys);
            }
        }
        noLeaks();
    }

    @Test
    void nobody_comes_in_without_a_token_or_with_a_forged_one() {
        String forged = Tokens.of("northwind").replaceAll("[^.]+$", "c2lnbmF0dXJl");
        AtOnce.each(api(), endpoint -> {
            String address = requests.address(endpoint, "northwind");
            expect(call(null, endpoint, address).statusCode() == 401, "anonymous", endpoint, "");
            expect(call(forged, endpoint, address).statusCode() == 401, "forged", endpoint, "");
        });
        noLeaks();
    }

    @Test
    void pages_ask_strangers_to_log_in() {
        AtOnce.each(pages(), endpoint -> {
            HttpResponse<String> answer = send(PortalSession.anonymous(), endpoint, "northwind", requests);
            boolean asksToLogIn = answer.statusCode() == 302
                    && answer.headers()
                            .firstValue("Location")
                            .filter(location -> location.contains("/realms/slipway/"))
                            .isPresent();
            expect(asksToLogIn || answer.statusCode() == 401, "anonymous", endpoint, answer);
        });
        noLeaks();
    }

    @Test
    void on_northwinds_pages_there_is_no_account_for_people_of_others() {
        Map<String, PortalSession> people = people();
        AtOnce.each(pages(), endpoint -> {
            for (PortalSession session : people.values()) {
                HttpResponse<String> answer = send(session, endpoint, "northwind", requests);
                expect(answer.statusCode() == 404, "a person", endpoint, answer);
            }
        });
        noLeaks();
    }

    @Test
    void on_ones_own_pages_northwinds_things_are_not_there() {
        Requests invented = requests.invented();
        Map<String, PortalSession> people = people();
        AtOnce.each(
                pages(),
                endpoint -> people.forEach((slug, session) -> {
                    HttpResponse<String> answer = send(session, endpoint, slug, requests);
                    if (endpoint.namesObject() && !isRemembered(slug, endpoint)) {
                        HttpResponse<String> nobodys = send(session, endpoint, slug, invented);
                        expect(answer.statusCode() == 404 || answer.statusCode() == 403, slug, endpoint, answer);
                        expect(answer.statusCode() == nobodys.statusCode(), slug, endpoint, nobodys);
                    } else if (namesSomething(requests.sent(endpoint))) {
                        HttpResponse<String> nobodys = send(session, endpoint, slug, invented);
                        expect(answer.statusCode() == nobodys.statusCode(), slug, endpoint, nobodys);
                    } else if (endpoint.reads()) {
                        expect(hidden(slug).stream().noneMatch(answer.body()::contains), slug, endpoint, answer);
                    }
                }));
        noLeaks();
    }

    private static List<String> readable() {
        return Catalogue.tenantTables().stream()
                .filter(table -> !JOBS.contains(table) && Catalogue.may("slipway_app", "select", table))
                .toList();
    }

    /** One of each company, together in every role. */
    private static Map<String, PortalSession> people() {
        Map<String, String> roles = Map.of(
                "bolt",
                "operator",
                "acme",
                "manufacturer",
                "contoso",
                "admin",
                "fabrikam",
                "tenant",
                "corner",
                "auditor");
        Map<String, PortalSession> people = new ConcurrentHashMap<>();
        AtOnce.each(
                OTHERS, slug -> people.put(slug, PortalSession.as("%s@%s.example".formatted(roles.get(slug), slug))));
        return people;
    }

    private List<Endpoint> api() {
        return ENDPOINTS.stream().filter(Endpoint::isApi).toList();
    }

    private List<Endpoint> naming() {
        return api().stream().filter(Endpoint::namesObject).toList();
    }

    private List<Endpoint> pages() {
        return ENDPOINTS.stream()
                .filter(endpoint -> endpoint.isOfAccount() && !endpoint.isApi())
                .toList();
    }

    /**
     * Not there, not allowed to this role at all, or not valid as a request: the same is said of things that nobody has, so
     * that nothing is told by it.
     */
    private static boolean isRefusal(int status) {
        return status == 404 || status == 403 || status == 422;
    }

    /** That the scope was once Acme's to supply stays visible to both; the lists of what it brought are empty. */
    /** Acme is told when its grant was withdrawn, which it knew anyway; it is refused all the same. */
    private static boolean tellsOfWithdrawal(String slug, Endpoint endpoint) {
        return slug.equals("acme") && endpoint.path().contains("/supply/{idScope}");
    }

    private static boolean isRemembered(String slug, Endpoint endpoint) {
        return slug.equals("acme")
                && endpoint.reads()
                && endpoint.path()
                        .matches("/(api/v1/)?a/\\{account}/supply/\\{idScope}(/(certificates|enrollments|groups))?");
    }

    /** Acme was once granted supply, which both companies remember. */
    private List<String> hidden(String slug) {
        List<String> known = List.of(northwind.idScope(), northwind.scopeId().toString(), northwind.withdrawnGrant());
        return northwind.names().stream()
                .filter(name -> !slug.equals("acme") || !known.contains(name))
                .toList();
    }

    private HttpResponse<String> call(String token, Endpoint endpoint, String address) {
        return call(token, endpoint, address, requests);
    }

    private static HttpResponse<String> call(String token, Endpoint endpoint, String address, Requests naming) {
        HttpRequest.Builder request = HttpRequest.newBuilder(PortalSession.portal(address));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        String body = naming.sent(endpoint);
        if (body.isEmpty()) {
            request.method(endpoint.method(), BodyPublishers.noBody());
        } else {
            request.header("Content-Type", endpoint.consumes().orElse("application/json"))
                    .method(endpoint.method(), BodyPublishers.ofString(body));
        }
        return Http.send(request.build());
    }

    private boolean namesSomething(String body) {
        return !requests.invented(body).equals(body);
    }

    private static HttpResponse<String> send(PortalSession session, Endpoint endpoint, String slug, Requests naming) {
        HttpRequest.Builder request = HttpRequest.newBuilder(PortalSession.portal(naming.address(endpoint, slug)))
                .header("Accept", "text/html,*/*;q=0.8")
                .header("Origin", Stack.portalUrl())
                .header("Sec-Fetch-Site", "same-origin");
        return session.send(
                endpoint.reads()
                        ? request.GET()
                        : request.header("Content-Type", "application/x-www-form-urlencoded")
                                .method(endpoint.method(), BodyPublishers.ofString(naming.sent(endpoint))));
    }

    private static void assertUnknown(Calls calls, String path, Map<String, ?> body, String field, String name) {
        Response foreign =
                calls.request().contentType("application/json").body(body).post(calls.address(path));
        String invented = name.replaceAll("[0-9a-f]", "0");
        Response unknown = calls.request()
                .contentType("application/json")
                .body(io.restassured.path.json.JsonPath.from(Requests.json(body).replace(name, invented))
                        .getMap("$"))
                .post(calls.address(path));
        assertEquals(unknown.statusCode(), foreign.statusCode(), foreign.asString());
        assertThat(foreign.statusCode() / 100, equalTo(4));
        assertEquals(unknown.asString().replace(invented, name), foreign.asString());
    }

    private void expectAsIfNotThere(
            String who, Endpoint endpoint, HttpResponse<String> foreign, HttpResponse<String> nobodys) {
        expect(isRefusal(foreign.statusCode()), who, endpoint, foreign);
        expect(
                foreign.statusCode() == nobodys.statusCode()
                        && requests.invented(foreign.body()).equals(nobodys.body()),
                who,
                endpoint,
                nobodys);
    }

    private void expect(boolean held, String who, Endpoint endpoint, HttpResponse<String> answer) {
        expect(
                held,
                who,
                endpoint,
                "%d %s %s".formatted(answer.statusCode(), answer.headers().map().get("location"), answer.body()));
    }

    private void expect(boolean held, String who, Endpoint endpoint, String answer) {
        if (!held) {
            leaks.add("%s at %s (%s): %s"
                    .formatted(
                            who,
                            endpoint,
                            endpoint.in(),
                            answer.lines().findFirst().orElse("")));
        }
    }

    private void noLeaks() {
        if (!leaks.isEmpty()) {
            fail("\n" + String.join("\n", leaks));
        }
    }
}
