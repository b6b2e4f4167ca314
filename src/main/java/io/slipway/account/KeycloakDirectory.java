package io.slipway.account;

import io.quarkus.logging.Log;
import io.slipway.db.AccountId;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
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
import org.keycloak.representations.idm.MemberRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;

/** Who belongs to an account, asked of Keycloak each time: it alone knows, and it may be away. */
@ApplicationScoped
class KeycloakDirectory {
    /** How Keycloak begins the user name of a client's service account, a member like any other. */
    private static final String OF_A_CLIENT = "service-account-";

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

    /** Also for jobs, which are in no request. */
    @ActivateRequestContext
    List<Member> members(AccountId account, int first, int limit) {
        return ask(realm -> realm.organizations().get(account.toString()).members().list(first, limit).stream()
                .map(member -> member(realm, member))
                .toList());
    }

    private static Member member(RealmResource realm, MemberRepresentation member) {
        boolean client = member.getUsername().startsWith(OF_A_CLIENT);
        return new Member(
                member.getId(),
                client ? "client" : "person",
                client ? member.getUsername().substring(OF_A_CLIENT.length()) : name(member),
                member.getEmail(),
                roles(realm, member.getId()),
                Boolean.TRUE.equals(member.isEnabled()));
    }

    private static String name(MemberRepresentation person) {
        return Stream.of(person.getFirstName(), person.getLastName())
                .filter(part -> part != null && !part.isBlank())
                .reduce((first, last) -> first + " " + last)
                .orElse(person.getUsername());
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
