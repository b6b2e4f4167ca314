package io.slipway.console;

import io.slipway.account.Capability;
import io.slipway.account.Membership;
import io.slipway.account.Memberships;
import io.slipway.web.Shell;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Fills the shell from the token before anything can fail, so that error pages have it too. */
class ShellFilter {
    private final Memberships memberships;
    private final Shell shell;

    ShellFilter(Memberships memberships, Shell shell) {
        this.memberships = memberships;
        this.shell = shell;
    }

    @ServerRequestFilter(preMatching = true)
    void fill(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (!path.startsWith("/api/") && memberships.isSignedIn()) {
            List<Membership> all = memberships.all();
            shell.signIn(
                    new Shell.Person(memberships.displayName(), memberships.email()),
                    all.stream().map(ShellFilter::account).toList(),
                    path);
            all.stream()
                    .filter(membership -> isUnder("/a/" + membership.slug(), path))
                    .forEach(membership -> shell.enter(account(membership), Navigation.of(membership, path)));
        }
    }

    static boolean isUnder(String address, String path) {
        return path.equals(address) || path.startsWith(address + "/");
    }

    private static Shell.Account account(Membership membership) {
        List<String> capabilities = membership.capabilities().stream()
                .sorted()
                .map(Capability::word)
                .toList();
        return new Shell.Account(membership.slug().value(), membership.name(), capabilities);
    }
}
