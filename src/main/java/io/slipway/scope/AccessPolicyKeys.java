package io.slipway.scope;

/** The keys of a shared access policy in the clear, for the one answer that reveals them. */
public record AccessPolicyKeys(
        String name,
        String primaryKey,
        String secondaryKey,
        String primaryConnectionString,
        String secondaryConnectionString) {}
