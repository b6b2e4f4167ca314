package io.slipway.fleet;

import java.time.Instant;

/** Attempts of the last seven days that failed for the same reason: how many, of how many devices, and one to look at. */
public record Failures(String reason, String sentence, long attempts, long devices, Instant lastAt) {}
