package io.slipway.reassignment;

/** How many devices share a hub, or a reason. */
public record Breakdown(String name, int devices) {}
