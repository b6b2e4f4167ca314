package io.slipway.enrollment;

/** What a device is capable of. */
public record Capabilities(boolean iotEdge) {}
