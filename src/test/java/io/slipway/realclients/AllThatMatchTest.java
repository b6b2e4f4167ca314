package io.slipway.realclients;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.registration.DeviceConditions;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import java.lang.reflect.RecordComponent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the list of devices to what is done with all that match: whatever it is narrowed to, it is those and no others. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class AllThatMatchTest {
    private static final Pattern FIELD = Pattern.compile("<(?:input|textarea)[^>]*>");
    private static Companies companies;
    private static Map<String, String> filters;
    private final PortalSession operator = PortalSession.as("operator@northwind.example");

    @BeforeEach
    void devices_of_every_kind() {
        if (filters == null) {
            companies = new Companies();
            companies.assertRegistersAt(companies.home, List.of("tracker-1", "tracker-2", "leased-1", "leased-2"));
            String lease = companies.leased("contoso", companies.sharedHub("contoso"), List.of("leased-1", "leased-2"));
            insert("shelf-1", "symmetricKey", "unassigned");
            insert("shelf-2", "symmetricKey", "unassigned");
            insert("certified-1", "x509", "failed");
            insert("certified-2", "x509", "failed");
            for (String device : List.of("shelf-1", "certified-1", "certified-2")) {
                companies
                        .northwind
                        .put(companies.service.scope("devices/" + device + "/disablement"), Map.of("reason", "Stolen"))
                        .statusCode(204);
            }
            filters = new TreeMap<>(Map.of(
                    "search", "q=shelf",
                    "group", "group=trackers",
                    "hub", "hub=" + companies.home,
                    "lease", "lease=" + lease,
                    "status", "status=disabled",
                    "attestation", "attestation=x509",
                    "holder", "holder=contoso",
                    "elsewhere", "elsewhere=true"));
        }
    }

    @Test
    void no_condition_is_forgotten_here() {
        assertEquals(
                Arrays.stream(DeviceConditions.class.getRecordComponents())
                        .map(RecordComponent::getName)
                        .collect(Collectors.toCollection(TreeSet::new)),
                filters.keySet());
    }

    @Test
    void a_reassignment_takes_those_that_the_list_shows() {
        for (String filter : filters.values()) {
            Set<String> listed = listed(filter);
            Map<String, String> form = form(operator.post("/a/northwind/reassignments/new", all(filter, "Reassign")));
            form.put("targetHub", companies.home);
            PortalSession.Page plan = operator.post("/a/northwind/reassignments", form);
            assertEquals(200, plan.status(), filter);

            String address = plan.address().getPath().replaceFirst("/a/northwind/", "");
            List<String> planned = companies
                    .northwind
                    .get(address + "/devices?limit=100")
                    .extract()
                    .path("devices.registrationId");
            assertEquals(inHand(listed), Set.copyOf(planned), filter);
            Integer others = companies.northwind.get(address).extract().path("leftOut.'other-hands'");
            assertEquals(listed.size() - planned.size(), others == null ? 0 : others, filter);
        }
    }

    @Test
    void a_lease_takes_those_that_the_list_shows() {
        for (String filter : filters.values()) {
            Map<String, String> form = form(operator.post("/a/northwind/new-lease/selections", all(filter, "Lease")));
            form.put("lessee", "contoso");
            form.put("reference", "All with " + filter);
            form.put("skipUnavailable", "true");
            PortalSession.Page proposed = operator.post("/a/northwind/new-lease/proposals", form);

            Set<String> free = new HashSet<>(inHand(listed(filter)));
            free.removeAll(listed("status=disabled"));
            if (free.isEmpty()) {
                assertEquals(422, proposed.status(), filter);
            } else {
                assertEquals(200, proposed.status(), filter + proposed.body());
                String lease = proposed.address().getPath().replaceFirst("/a/northwind/", "");
                List<String> devices =
                        companies.northwind.get(lease + "/devices").extract().path("devices.registrationId");
                assertEquals(free, Set.copyOf(devices), filter);
                companies.northwind.post(lease + "/withdrawals", Map.of()).statusCode(200);
            }
        }
    }

    private Set<String> listed(String filter) {
        List<String> listed = companies
                .northwind
                .get("devices?scope=" + companies.idScope + "&" + filter.replace("q=", "search="))
                .extract()
                .path("devices.registrationId");
        assertThat(filter, listed, hasSize(greaterThan(1)));
        return Set.copyOf(listed);
    }

    private static Set<String> inHand(Set<String> devices) {
        return devices.stream().filter(id -> !id.startsWith("leased")).collect(Collectors.toSet());
    }

    /** What the button "… all that match" sends, from the page after one was ticked. */
    private Map<String, String> all(String filter, String action) {
        PortalSession.Page page = operator.post(
                "/a/northwind/devices/selections?scope=" + companies.idScope + "&"
                        + URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("%3D", "="),
                Map.of(
                        "device",
                        companies.idScope + "/" + listed(filter).iterator().next()));
        String form = Arrays.stream(page.body().split("<form"))
                .filter(part -> part.contains(action + " all that match"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(filter + page.body()));
        return fields(form);
    }

    private static Map<String, String> form(PortalSession.Page page) {
        assertEquals(200, page.status(), page.body());
        return fields(Arrays.stream(page.body().split("<form"))
                .filter(part -> part.startsWith(" class=\"form\""))
                .findFirst()
                .orElseThrow(() -> new AssertionError(page.body())));
    }

    /** As a browser would send them: of radio buttons the one that is chosen, of selects the option that is. */
    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new LinkedHashMap<>();
        Matcher field = FIELD.matcher(form.replaceAll("(?s)</form>.*", ""));
        while (field.find()) {
            String tag = field.group();
            boolean isOff = tag.matches("(?s).*type=\"(radio|checkbox|file)\".*") && !tag.contains("checked");
            if (!isOff && !attribute(tag, "name").isEmpty()) {
                fields.put(attribute(tag, "name"), attribute(tag, "value"));
            }
        }
        Matcher select =
                Pattern.compile("(?s)<select[^>]*name=\"([^\"]+)\".*?</select>").matcher(form);
        while (select.find()) {
            List<String> chosen = new ArrayList<>();
            Matcher option = Pattern.compile("<option[^>]*selected[^>]*>").matcher(select.group());
            while (option.find()) {
                chosen.add(attribute(option.group(), "value"));
            }
            fields.put(select.group(1), chosen.isEmpty() ? "" : chosen.get(0));
        }
        return fields;
    }

    private static String attribute(String tag, String name) {
        Matcher value = Pattern.compile("\\s" + name + "=\"([^\"]*)\"").matcher(tag);
        return value.find() ? value.group(1).replace("&amp;", "&") : "";
    }

    private static void insert(String id, String attestation, String status) {
        Sql.as("northwind")
                .update(
                        """
                        insert into device (scope_id, registration_key, account_id, holder_id, registration_id
                                          , attestation_type, status)
                        select scope_id, ?, cast(? as uuid), cast(? as uuid), ?, ?, ?
                          from scope
                         where id_scope = ?
                        """,
                        id,
                        Sql.id("northwind"),
                        Sql.id("northwind"),
                        id,
                        attestation,
                        status,
                        companies.idScope);
    }
}
