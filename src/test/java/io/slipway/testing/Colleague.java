package io.slipway.testing;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThan;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.slipway.demo.SampleCompanies;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** One more person of a sample company, as somebody adds one in Keycloak; leaves it when closed. */
public final class Colleague implements AutoCloseable {
    private static final String REALM = "/admin/realms/slipway";
    private final String name;
    private final String id;

    private Colleague(String name, String id) {
        this.name = name;
        this.id = id;
    }

    public static Colleague joins(String slug, String role) {
        return joins(slug, SampleCompanies.account(slug).id().toString(), role);
    }

    static Colleague joins(String slug, String organization, String role) {
        String name = "colleague-" + UUID.randomUUID().toString().substring(0, 8) + "@" + slug + ".example";
        String id = created("/users", person(name));
        Map<String, ?> granted = keycloak().get(address("/roles/" + role)).path("");
        post("/users/" + id + "/role-mappings/realm", List.of(granted));
        post("/organizations/" + organization + "/members", id);
        return new Colleague(name, id);
    }

    private static Map<String, ?> person(String name) {
        return Map.of(
                "username",
                name,
                "email",
                name,
                "emailVerified",
                true,
                "firstName",
                "Noor",
                "lastName",
                "Vega",
                "enabled",
                true,
                "credentials",
                List.of(Map.of("type", "password", "value", SampleCompanies.PASSWORD)));
    }

    /** To log in with. */
    public String name() {
        return name;
    }

    @Override
    public void close() {
        delete("/users/" + id);
    }

    /** The id of what Keycloak made of it. */
    static String created(String path, Object body) {
        return post(path, body).header("Location").replaceAll(".*/", "");
    }

    static void delete(String path) {
        keycloak().delete(address(path)).then().statusCode(204);
    }

    private static Response post(String path, Object body) {
        Response answer = keycloak().contentType(ContentType.JSON).body(body).post(address(path));
        answer.then().statusCode(both(greaterThanOrEqualTo(200)).and(lessThan(300)));
        return answer;
    }

    private static String address(String path) {
        return TestKeycloak.url() + REALM + path;
    }

    private static RequestSpecification keycloak() {
        return given().auth().oauth2(TestKeycloak.masterToken());
    }
}
