package io.slipway.supply;

import io.slipway.account.Acting;
import io.slipway.account.Permission;
import io.slipway.db.AccountTx;
import io.slipway.scope.Scope;
import io.slipway.scope.Scopes;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.web.Shell;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.BiFunction;

/** Opens a scope for its operator or for a manufacturer that supplies it. */
@ApplicationScoped
public class ScopeAccesses {
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu 'at' HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private final Acting acting;
    private final Scopes scopes;
    private final SupplyGrantStore grants;
    private final Shell shell;

    ScopeAccesses(Acting acting, Scopes scopes, SupplyGrantStore grants, Shell shell) {
        this.acting = acting;
        this.scopes = scopes;
        this.grants = grants;
        this.shell = shell;
    }

    /**
     * Works on a scope in a transaction of the account that the address names.
     *
     * @param operating what the operator needs
     * @param supplying what a manufacturer needs: {@code SUPPLY} asks for a grant in force, {@code VIEW_SUPPLY} for any
     */
    public <T> T in(
            ScopeAddress address,
            Permission operating,
            Permission supplying,
            BiFunction<AccountTx, ScopeAccess, T> work) {
        return switch (address.side()) {
            case OPERATOR -> acting.in(address.account(), operating, tx -> work.apply(tx, named(own(tx, address))));
            case SUPPLIER -> acting.in(
                    address.account(), supplying, tx -> work.apply(tx, named(supplied(tx, address, supplying))));
        };
    }

    /** So that the frame of a page says where one is. */
    private ScopeAccess named(ScopeAccess access) {
        shell.enterScope(access.name());
        return access;
    }

    private ScopeAccess own(AccountTx tx, ScopeAddress address) {
        Scope scope = scopes.own(tx, address.idScope());
        return new ScopeAccess(scope.id(), scope.idScope(), scope.name(), scope.account(), null, null);
    }

    private ScopeAccess supplied(AccountTx tx, ScopeAddress address, Permission permission) {
        ScopeAccess access = grants.access(tx, address.idScope()).orElseThrow(() -> Problem.notFound("scope"));
        if (access.withdrawnAt() != null && permission != Permission.VIEW_SUPPLY) {
            throw new Problem(
                    ProblemType.NOT_FOUND,
                    "The right to supply scope %s was withdrawn on %s. What you brought stays visible to you;"
                            + " ask the operator for a new grant to bring or change anything.",
                    address.idScope(),
                    DAY_AND_TIME.format(access.withdrawnAt()));
        }
        return access;
    }
}
