package io.slipway.account;

import io.quarkus.security.identity.SecurityIdentity;
import io.slipway.db.AccountId;
import io.slipway.db.Actor;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The accounts the bearer of this request's token belongs to, and who that is. */
@RequestScoped
public class Memberships {
    private final SecurityIdentity identity;
    private final JsonWebToken token;

    Memberships(SecurityIdentity identity, JsonWebToken token) {
        this.identity = identity;
        this.token = token;
    }

    public List<Membership> all() {
        Object claim = identity.isAnonymous() ? null : token.getClaim("organization");
        if (!(claim instanceof JsonObject organizations)) {
            return List.of();
        }
        return organizations.entrySet().stream()
                .flatMap(entry -> membership(entry).stream())
                .sorted(Comparator.comparing(Membership::name))
                .toList();
    }

    public Optional<Membership> in(AccountSlug slug) {
        return all().stream()
                .filter(membership -> membership.slug().equals(slug))
                .findFirst();
    }

    Optional<Membership> of(AccountId account) {
        return all().stream()
                .filter(membership -> membership.id().equals(account))
                .findFirst();
    }

    public Actor actor(AccountId account) {
        return new Actor(
                isClient() ? Actor.Kind.CLIENT : Actor.Kind.PERSON, token.getSubject(), displayName(), account);
    }

    public String displayName() {
        return isClient()
                ? token.getClaim("azp")
                : Optional.<String>ofNullable(token.getClaim("name")).orElseGet(token::getName);
    }

    public boolean isSignedIn() {
        return !identity.isAnonymous();
    }

    public String email() {
        return Optional.<String>ofNullable(token.getClaim("email")).orElseGet(token::getName);
    }

    private boolean isClient() {
        // Keycloak puts client_id only into tokens of service accounts.
        return token.containsClaim("client_id");
    }

    private Optional<Membership> membership(Map.Entry<String, JsonValue> entry) {
        if (!(entry.getValue() instanceof JsonObject organization) || !organization.containsKey("id")) {
            return Optional.empty();
        }
        String slug = entry.getKey();
        return Optional.of(new Membership(
                AccountId.fromString(organization.getString("id")),
                new AccountSlug(slug),
                texts(organization.get("name")).findFirst().orElse(slug),
                known(texts(organization.get("capabilities")), Capability::of),
                known(identity.getRoles().stream(), Role::of)));
    }

    /** Keycloak writes an organization's attribute as an array, a hard-coded claim may hold a plain text. */
    private static Stream<String> texts(JsonValue value) {
        if (value instanceof JsonArray array) {
            return array.getValuesAs(JsonString::getString).stream();
        }
        return value instanceof JsonString text ? Stream.of(text.getString()) : Stream.empty();
    }

    private static <T> Set<T> known(Stream<String> words, Function<String, Optional<T>> parse) {
        return words.flatMap(word -> parse.apply(word).stream()).collect(Collectors.toUnmodifiableSet());
    }
}
