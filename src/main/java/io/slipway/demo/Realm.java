package io.slipway.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Keycloak realm as code: the file that production imports, which has no people, and sample companies added to it. */
public final class Realm {
    /** Replaced by Keycloak from its environment while it imports. */
    private static final String PASSWORD_PLACEHOLDER = "${SLIPWAY_SAMPLE_PASSWORD}";

    /** Sorted, so that the same realm is the same text, by which {@link KeycloakServer} knows it. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final ObjectNode realm;

    private Realm(ObjectNode realm) {
        this.realm = realm;
    }

    public static Realm ofProduction() {
        try (InputStream file = Realm.class.getResourceAsStream("/keycloak/slipway-realm.json")) {
            return new Realm((ObjectNode) JSON.readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Realm ofSampleCompanies() {
        Realm realm = ofProduction();
        SampleCompanies.users().forEach(realm::add);
        SampleCompanies.ACCOUNTS.forEach(realm::add);
        return realm;
    }

    public String toJson() {
        return realm.toPrettyString();
    }

    private void add(SampleUser user) {
        list("users")
                .add(tree(Map.of(
                        "id", user.id(),
                        "username", user.name(),
                        "email", user.name(),
                        "emailVerified", true,
                        "firstName", user.firstName(),
                        "lastName", user.lastName(),
                        "enabled", true,
                        "credentials", List.of(Map.of("type", "password", "value", PASSWORD_PLACEHOLDER)),
                        "realmRoles", withDefaultRole(user.roles()))));
    }

    private void add(SampleAccount account) {
        list("organizations")
                .add(tree(Map.of(
                        "id", account.id(),
                        "name", account.name(),
                        "alias", account.slug(),
                        "enabled", true,
                        "domains", List.of(Map.of("name", account.slug() + ".example", "verified", true)),
                        "attributes", Map.of("name", List.of(account.name()), "capabilities", account.capabilities()),
                        "members", members(account))));
        addClient(account);
    }

    /** Keycloak names a client's service account this way; as a member of the organization it is listed with its people. */
    private static List<Map<String, String>> members(SampleAccount account) {
        Stream<String> people = account.users().stream().map(SampleUser::name);
        Stream<String> machines =
                Stream.of("service-account-" + account.client().clientId());
        return Stream.concat(people, machines)
                .map(name -> Map.of("username", name, "membershipType", "UNMANAGED"))
                .toList();
    }

    private void addClient(SampleAccount account) {
        SampleClient client = account.client();
        list("clients")
                .add(tree(Map.ofEntries(
                        Map.entry("clientId", client.clientId()),
                        Map.entry("name", account.name() + ", API client"),
                        Map.entry("enabled", true),
                        Map.entry("protocol", "openid-connect"),
                        Map.entry("publicClient", false),
                        Map.entry("secret", client.secret()),
                        Map.entry("standardFlowEnabled", false),
                        Map.entry("directAccessGrantsEnabled", false),
                        Map.entry("serviceAccountsEnabled", true),
                        Map.entry("fullScopeAllowed", false),
                        Map.entry("defaultClientScopes", List.of("basic", "roles", "service_account", "api")),
                        Map.entry("optionalClientScopes", List.of()),
                        Map.entry("protocolMappers", List.of(boundTo(account))))));
        list("scopeMappings").add(tree(Map.of("client", client.clientId(), "roles", client.roles())));
        list("users")
                .add(tree(Map.of(
                        "username",
                        "service-account-" + client.clientId(),
                        "enabled",
                        true,
                        "serviceAccountClientId",
                        client.clientId(),
                        "realmRoles",
                        client.roles())));
    }

    /** A service account is no organization's member in Keycloak, so its account is written into its tokens, in the same shape. */
    private static Map<String, Object> boundTo(SampleAccount account) {
        Map<String, Object> claim = Map.of(
                account.slug(),
                Map.of("id", account.id(), "name", List.of(account.name()), "capabilities", account.capabilities()));
        return Map.of(
                "name", "organization",
                "protocol", "openid-connect",
                "protocolMapper", "oidc-hardcoded-claim-mapper",
                "config",
                        Map.of(
                                "claim.name", "organization",
                                "claim.value", text(claim),
                                "jsonType.label", "JSON",
                                "access.token.claim", "true",
                                "id.token.claim", "false"));
    }

    private static List<String> withDefaultRole(List<String> roles) {
        return Stream.concat(roles.stream(), Stream.of("default-roles-slipway")).toList();
    }

    private ArrayNode list(String name) {
        return realm.withArray("/" + name);
    }

    private static JsonNode tree(Object value) {
        return JSON.valueToTree(value);
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
