package io.slipway.account;

import io.slipway.db.AccountId;
import java.util.Set;

/** What a token says of one account: that its bearer belongs to it, and in which roles. */
public record Membership(AccountId id, AccountSlug slug, String name, Set<Capability> capabilities, Set<Role> roles) {
    /** Role ∩ capability: an operator's role does nothing in an account that is only a tenant. */
    public boolean may(Permission permission) {
        return permission.isOpenTo(capabilities)
                && roles.stream().filter(this::isOfUse).anyMatch(role -> role.allows(permission));
    }

    private boolean isOfUse(Role role) {
        return switch (role) {
            case ACCOUNT_ADMIN, AUDITOR -> true;
            case MANUFACTURER -> capabilities.contains(Capability.MANUFACTURER);
            case OPERATOR -> capabilities.contains(Capability.OPERATOR);
            case TENANT -> capabilities.contains(Capability.TENANT);
        };
    }
}
