package io.slipway.fleet;

/** A company that holds devices of the account's scopes. */
public record Lessee(String slug, String name) {}
