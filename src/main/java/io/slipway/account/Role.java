package io.slipway.account;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** A Keycloak realm role. What it allows is further narrowed by the account's capabilities. */
public enum Role {
    ACCOUNT_ADMIN("account-admin"),
    MANUFACTURER("manufacturer"),
    OPERATOR("operator"),
    TENANT("tenant"),
    AUDITOR("auditor");

    private static final Set<Permission> OF_MEMBERS =
            Set.of(Permission.VIEW_ACCOUNT, Permission.VIEW_EVENTS, Permission.VIEW_DEVICES);
    private final String word;

    Role(String word) {
        this.word = word;
    }

    static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(role -> role.word.equals(text)).findFirst();
    }

    public String word() {
        return word;
    }

    boolean allows(Permission permission) {
        return switch (this) {
            case ACCOUNT_ADMIN -> true;
            case AUDITOR -> permission.onlyReads();
            case MANUFACTURER -> allowsAs(Capability.MANUFACTURER, permission);
            case OPERATOR -> allowsAs(Capability.OPERATOR, permission);
            case TENANT -> allowsAs(Capability.TENANT, permission);
        };
    }

    private static boolean allowsAs(Capability capability, Permission permission) {
        return OF_MEMBERS.contains(permission) || !permission.isForAdmins() && permission.isOpenTo(Set.of(capability));
    }
}
