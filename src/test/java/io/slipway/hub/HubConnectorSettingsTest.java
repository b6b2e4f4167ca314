package io.slipway.hub;

import static io.slipway.hub.HubCalls.arrange;
import static io.slipway.hub.HubCalls.as;
import static io.slipway.hub.HubCalls.create;
import static io.slipway.hub.HubCalls.freshName;
import static io.slipway.hub.HubCalls.hubs;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.slipway.db.AccountId;
import io.slipway.demo.SampleCompanies;
import io.slipway.testing.Stack;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stack.class)
class HubConnectorSettingsTest {
    private static final AccountId NORTHWIND =
            new AccountId(SampleCompanies.account("northwind").id());
    private static final Map<String, Object> SETTINGS = Map.of("region", "eu", "key", "0123456789");

    @Inject
    RecordingHubConnector recording;

    @Inject
    HubCheckJob job;

    private String host;

    @BeforeEach
    void choose_a_host_name() {
        host = freshName() + ".example.org";
    }

    @Test
    void an_unknown_connector_is_refused_with_those_installed() {
        create("northwind", Map.of("name", freshName(), "connector", "carrier-pigeon"))
                .statusCode(422)
                .body(
                        "fields.connector",
                        equalTo("Choose a connector that is installed: built-in, memory, recording."));
        as("northwind")
                .get("/api/v1/a/northwind/hub-connectors")
                .then()
                .body("name", contains("built-in", "memory", "recording"))
                .body("[2].settingsSchema.properties.key.writeOnly", equalTo(true));
    }

    @Test
    void a_connector_gets_its_settings_typed_and_complete_and_secrets_are_never_shown() {
        create("northwind", outside(Map.of("region", "eu", "timeout", "30", "verify", false, "key", "0123456789")))
                .statusCode(201)
                .body("hostName", equalTo(host))
                .body("settings", equalTo(Map.of("region", "eu", "timeout", 30, "verify", false)))
                .body("$", not(hasKey("secrets")));

        assertEquals(
                "{\"region\":\"eu\",\"timeout\":30,\"verify\":false,\"key\":\"0123456789\"}",
                recording.lastSettings(host));
    }

    @Test
    void wrong_settings_are_refused_field_by_field() {
        Map<String, Object> wrong = Map.of(
                "region", "mars", "path", "nowhere", "timeout", "1.5", "share", 7, "verify", 12, "key", "short", "more",
                1);

        create("northwind", outside(wrong))
                .statusCode(422)
                .body("fields['settings.region']", equalTo("Choose eu or us for Region."))
                .body("fields['settings.path']", equalTo("Path does not have the form asked for. Begin with a slash."))
                .body("fields['settings.timeout']", equalTo("Give a whole number for Timeout."))
                .body("fields['settings.share']", equalTo("Give a number from 0 to 1 for Share."))
                .body("fields['settings.verify']", equalTo("Say true or false for Check its certificate."))
                .body("fields['settings.key']", equalTo("Give 8 to 4096 characters for Key."))
                .body("fields['settings.more']", equalTo("The connector has no setting \"more\"."));
        create("northwind", outside(Map.of("region", "eu")))
                .statusCode(422)
                .body("fields['settings.key']", equalTo("Enter Key."));
    }

    @Test
    void an_outside_hub_needs_a_host_name_that_is_not_ours() {
        create("northwind", Map.of("name", freshName(), "connector", "recording", "settings", SETTINGS))
                .statusCode(422)
                .body(
                        "fields.hostName",
                        equalTo("Enter the host name that devices connect to, such as west.example.org."));
        host = "contoso-west.hub.slipway.localhost";
        create("northwind", outside(SETTINGS))
                .statusCode(422)
                .body("fields.hostName", equalTo("Names under slipway.localhost belong to built-in hubs."));
    }

    @Test
    void a_hub_that_fails_its_connection_test_is_not_saved() {
        recording.takeAway(host, "The key was refused.");

        create("northwind", outside(SETTINGS))
                .statusCode(422)
                .body("detail", equalTo("The connection test failed. The key was refused."));

        as("northwind").get(hubs("northwind")).then().body("hostName", not(hasItem(host)));
    }

    @Test
    void a_secret_that_is_left_out_of_a_change_stays() {
        String name = created();

        change(name, Map.of("region", "us")).statusCode(200).body("settings.region", equalTo("us"));

        assertEquals(
                "{\"region\":\"us\",\"timeout\":5,\"verify\":true,\"key\":\"0123456789\"}",
                recording.lastSettings(host));
    }

    @Test
    void a_change_of_an_older_version_is_refused() {
        String name = created();
        String stale = as("northwind").get(hubs("northwind") + "/" + name).path("etag");
        change(name, Map.of("region", "us")).statusCode(200);

        as("northwind")
                .header("If-Match", stale)
                .body(Map.of("settings", Map.of("region", "eu")))
                .put(hubs("northwind") + "/" + name)
                .then()
                .statusCode(412);
    }

    @Test
    void no_event_ever_holds_a_secret() {
        String name = created();
        change(name, Map.of("region", "us", "key", "another-secret")).statusCode(200);

        String events = as("northwind")
                .get("/api/v1/a/northwind/events?objectType=hub&limit=500")
                .asString();

        assertEquals(false, events.contains("0123456789") || events.contains("another-secret"));
        assertEquals(true, events.contains(host));
    }

    @Test
    void the_job_notices_that_a_hub_goes_and_comes_back_and_records_each_once() throws SQLException {
        String name = created();
        String etag = as("northwind").get(hubs("northwind") + "/" + name).path("etag");

        recording.takeAway(host, "It does not answer.");
        checkLater();
        checkLater();
        health(name, "unhealthy", "It does not answer.");
        recording.bringBack(host);
        checkLater();
        health(name, "healthy", "It answered.");

        as("northwind").get(hubs("northwind") + "/" + name).then().body("etag", equalTo(etag));
        as("northwind")
                .get("/api/v1/a/northwind/events?action=hub.healthChanged&limit=500")
                .then()
                .body("events.findAll { it.objectName == '" + name + "' }.size()", is(2));
    }

    @Test
    void the_job_leaves_alone_what_was_checked_lately() {
        String name = created();
        recording.takeAway(host, "It does not answer.");

        job.check(NORTHWIND);

        health(name, "healthy", "It answered.");
    }

    @Test
    void a_person_tests_the_connection_when_they_like() {
        String name = created();
        recording.takeAway(host, "It does not answer.");

        as("northwind")
                .post(hubs("northwind") + "/" + name + "/checks")
                .then()
                .statusCode(200)
                .body("status", equalTo("unhealthy"))
                .body("detail", equalTo("It does not answer."));
    }

    private String created() {
        return create("northwind", outside(SETTINGS)).statusCode(201).extract().path("name");
    }

    private Map<String, Object> outside(Map<String, Object> settings) {
        return Map.of("name", freshName(), "connector", "recording", "hostName", host, "settings", settings);
    }

    private void checkLater() throws SQLException {
        arrange(
                "northwind",
                "update hub set health_checked_at = now() - interval '1 minute' where host_name = '" + host + "'");
        job.check(NORTHWIND);
    }

    private static void health(String name, String status, String detail) {
        as("northwind")
                .get(hubs("northwind") + "/" + name)
                .then()
                .body("health.status", equalTo(status))
                .body("health.detail", equalTo(detail));
    }

    private static ValidatableResponse change(String name, Map<String, Object> settings) {
        return as("northwind")
                .body(Map.of("settings", settings))
                .put(hubs("northwind") + "/" + name)
                .then();
    }
}
