package io.slipway.registration;

/** What the scope itself says, as of one generation. */
public record ScopeSettings(String idScope, String allocationPolicy, long generation) {}
