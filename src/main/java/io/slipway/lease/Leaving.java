package io.slipway.lease;

import java.time.Instant;

/** How many devices of a lease are recalled before it ends, and when the first of them goes back. */
public record Leaving(int devices, Instant firstAt) {}
