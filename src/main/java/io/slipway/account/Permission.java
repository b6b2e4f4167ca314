package io.slipway.account;

import static io.slipway.account.Capability.MANUFACTURER;
import static io.slipway.account.Capability.OPERATOR;
import static io.slipway.account.Capability.TENANT;

import java.util.EnumSet;
import java.util.Set;

/** One thing a person or API client may do in an account, and the capabilities an account needs for it (any of them). */
public enum Permission {
    VIEW_ACCOUNT,
    VIEW_EVENTS,
    VIEW_MEMBERS,
    VIEW_DEVICES,
    MANAGE_DEVICES(OPERATOR),
    CONTROL_DEVICES(OPERATOR, TENANT),
    VIEW_SCOPES(OPERATOR),
    MANAGE_SCOPES(OPERATOR),
    VIEW_ENROLLMENTS(OPERATOR),
    MANAGE_ENROLLMENTS(OPERATOR),
    VIEW_CERTIFICATES(OPERATOR),
    MANAGE_CERTIFICATES(OPERATOR),
    VIEW_HUBS(OPERATOR, TENANT),
    MANAGE_HUBS(OPERATOR, TENANT),
    VIEW_LEASES(OPERATOR, TENANT),
    MANAGE_LEASES(OPERATOR, TENANT),
    TERMINATE_LEASES(OPERATOR, TENANT),
    MANAGE_ACCOUNT,
    VIEW_GRANTS(OPERATOR),
    MANAGE_GRANTS(OPERATOR),
    VIEW_REASSIGNMENTS(OPERATOR, TENANT),
    REASSIGN(OPERATOR, TENANT),
    VIEW_SUPPLY(MANUFACTURER),
    SUPPLY(MANUFACTURER);

    private final Set<Capability> capabilities;

    Permission(Capability... capabilities) {
        this.capabilities = capabilities.length == 0 ? EnumSet.allOf(Capability.class) : Set.of(capabilities);
    }

    boolean isOpenTo(Set<Capability> held) {
        return capabilities.stream().anyMatch(held::contains);
    }

    /** Left to account admins, whatever else somebody may do. */
    boolean isForAdmins() {
        return this == VIEW_MEMBERS || this == MANAGE_ACCOUNT || this == TERMINATE_LEASES;
    }

    boolean onlyReads() {
        return name().startsWith("VIEW_");
    }
}
