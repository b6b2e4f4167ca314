package io.slipway.account;

import io.quarkus.logging.Log;
import io.slipway.db.AccountId;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.MemberRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;

/** Who belongs to an account, asked of Keycloak each time: it alone knows, and it may be away. */
@ApplicationScoped
class KeycloakDirectory {
    /** On a client that belongs to one account; its tokens name the account by a claim of their own. */
    private static final String ACCOUNT_ATTRIBUTE = "slipway.account";

    private static final int PAGE = 500;
    private static final int PATIENCE_SECONDS = 8;
    private final Keycloak keycloak;
    private final ManagedExecutor executor;
    private final String realm;

    KeycloakDirectory(
            Keycloak keycloak,
            ManagedExecutor executor,
            @ConfigProperty(name = "quarkus.keycloak.admin-client.realm") String realm) {
        this.keycloak = keycloak;
        this.executor = executor;
        this.realm = realm;
    }

    List<Member> members(AccountId account, int first, int limit) {
        return ask(realm -> realm.organizations().get(account.toString()).members().list(first, limit).stream()
                .map(member -> member(realm, member))
                .toList());
    }

    List<ApiClient> clients(AccountId account) {
        return ask(realm -> allClients(realm)
                .filter(client -> client.getAttributes() != null
                        && account.toString().equals(client.getAttributes().get(ACCOUNT_ATTRIBUTE)))
                .map(client -> client(realm, client))
                .toList());
    }

    /** Keycloak searches clients by an attribute only where its own settings name it, so they are filtered here. */
    private static Stream<ClientRepresentation> allClients(RealmResource realm) {
        List<ClientRepresentation> all = new ArrayList<>();
        List<ClientRepresentation> page = realm.clients().findAll(null, null, null, 0, PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = page.size() < PAGE ? List.of() : realm.clients().findAll(null, null, null, all.size(), PAGE);
        }
        return all.stream();
    }

    private static Member member(RealmResource realm, MemberRepresentation member) {
        String name = Stream.of(member.getFirstName(), member.getLastName())
                .filter(part -> part != null && !part.isBlank())
                .reduce((first, last) -> first + " " + last)
                .orElse(member.getUsername());
        return new Member(
                member.getId(),
                name,
                member.getEmail(),
                roles(realm, member.getId()),
                Boolean.TRUE.equals(member.isEnabled()));
    }

    private static ApiClient client(RealmResource realm, ClientRepresentation client) {
        String user =
                realm.clients().get(client.getId()).getServiceAccountUser().getId();
        return new ApiClient(
                client.getClientId(), client.getName(), roles(realm, user), Boolean.TRUE.equals(client.isEnabled()));
    }

    private static List<String> roles(RealmResource realm, String user) {
        return realm.users().get(user).roles().realmLevel().listAll().stream()
                .map(RoleRepresentation::getName)
                .filter(role -> Role.of(role).isPresent())
                .sorted()
                .toList();
    }

    private interface Question<T> {
        T answer(RealmResource realm);
    }

    /** The client waits for ever by itself. */
    private <T> T ask(Question<T> question) {
        Callable<T> call = () -> question.answer(keycloak.realm(realm));
        Future<T> answer = executor.submit(call);
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            Log.warnf(e, "Keycloak did not say who belongs to an account; the next request asks again");
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "Keycloak, which knows the members, does not answer. Everything else works; try this page again"
                            + " in a moment.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
