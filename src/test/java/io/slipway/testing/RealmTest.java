package io.slipway.testing;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.slipway.demo.Realm;
import io.slipway.demo.SampleAccount;
import io.slipway.demo.SampleCompanies;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What Keycloak says of the sample companies' people and machines, which is all that the application knows of them. */
class RealmTest {
    private static final SampleAccount NORTHWIND = SampleCompanies.account("northwind");

    @Test
    void production_has_neither_people_nor_companies_nor_secrets() {
        JsonPath realm = JsonPath.from(Realm.ofProduction().toJson());

        assertEquals(List.of("service-account-slipway-admin"), realm.getList("users.username"));
        assertNull(realm.get("organizations"));
        assertTrue(realm.<String>getList("clients.secret").stream()
                .allMatch(secret -> secret == null || secret.matches("\\$\\{[A-Z_]+}")));
    }

    @Test
    void an_api_client_s_token_names_its_account() {
        SampleCompanies.ACCOUNTS.forEach(account -> {
            JsonPath token = decode(Tokens.of(account.slug()));

            assertEquals("slipway-api", token.getString("aud"));
            assertEquals(account.client().clientId(), token.getString("client_id"));
            assertEquals(Set.copyOf(account.client().roles()), Set.copyOf(token.getList("realm_access.roles")));
            assertEquals(claim(account), token.getMap("organization"));
        });
    }

    @Test
    void a_person_s_token_names_the_account_in_the_same_shape() {
        JsonPath token = tokenOf("operator@northwind.example");

        assertEquals(List.of("operator"), token.getList("realm_access.roles"));
        assertEquals(claim(NORTHWIND), token.getMap("organization"));
    }

    @Test
    void a_person_in_two_accounts_has_both_in_one_token() {
        JsonPath token = tokenOf(SampleCompanies.CONSULTANT.name());

        assertEquals(
                Set.of("northwind", "contoso"), token.getMap("organization").keySet());
    }

    @Test
    void the_portal_may_look_up_members_but_not_the_clients() {
        String admin = Tokens.issue("slipway-admin", TestKeycloak.ADMIN_SECRET);

        List<String> members = get(admin, "/organizations/" + NORTHWIND.id() + "/members")
                .then()
                .statusCode(200)
                .extract()
                .path("username");

        assertTrue(members.containsAll(List.of("operator@northwind.example", "consultant@example.org")));
        assertEquals(403, get(admin, "/clients").statusCode());
    }

    private static Map<String, Object> claim(SampleAccount account) {
        return Map.of(
                account.slug(),
                Map.of(
                        "id", account.id().toString(),
                        "name", List.of(account.name()),
                        "capabilities", account.capabilities()));
    }

    /** As Keycloak's own preview makes it for the portal, without logging anybody in. */
    private static JsonPath tokenOf(String user) {
        String admin = TestKeycloak.masterToken();
        String client = get(admin, "/clients?clientId=slipway-portal").path("[0].id");
        String person = get(admin, "/users?exact=true&username=" + user).path("[0].id");
        String preview =
                "/clients/" + client + "/evaluate-scopes/generate-example-access-token?scope=openid organization:*";
        return get(admin, preview + "&userId=" + person).jsonPath();
    }

    private static Response get(String token, String path) {
        return given().auth().oauth2(token).get(TestKeycloak.url() + "/admin/realms/slipway" + path);
    }

    private static JsonPath decode(String token) {
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return JsonPath.from(new String(payload, StandardCharsets.UTF_8));
    }
}
