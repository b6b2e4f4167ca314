package io.slipway.account;

import static io.slipway.account.Permission.VIEW_MEMBERS;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The people and machines of an account. */
@ApplicationScoped
public class Members {
    private static final int MOST_TOLD = 100;
    private final Acting acting;
    private final KeycloakDirectory directory;

    Members(Acting acting, KeycloakDirectory directory) {
        this.acting = acting;
        this.directory = directory;
    }

    Page list(AccountSlug account, int first, int limit) {
        List<Member> read =
                directory.members(acting.require(account, VIEW_MEMBERS).id(), first, limit + 1);
        return read.size() > limit ? new Page(read.subList(0, limit), first + limit) : new Page(read, null);
    }

    /** For notices: the mail addresses of the people who may do this, among the first members of the account. */
    public List<String> addresses(Account account, Permission permission) {
        return directory.members(account.accountId(), 0, MOST_TOLD).stream()
                .filter(member -> member.kind().equals("person") && member.enabled())
                .filter(member -> membership(account, member).may(permission))
                .map(Member::email)
                .filter(email -> email != null && !email.isBlank())
                .distinct()
                .toList();
    }

    private static Membership membership(Account account, Member member) {
        return new Membership(
                account.accountId(),
                new AccountSlug(account.slug()),
                account.name(),
                account.capabilities().stream()
                        .map(Capability::of)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()),
                member.roles().stream().map(Role::of).flatMap(Optional::stream).collect(Collectors.toSet()));
    }

    /** Keycloak pages by position; {@code next} is null on the last page. */
    record Page(List<Member> members, Integer next) {}
}
