package io.slipway.spi;

/**
 * Whether a hub can be used.
 *
 * @param detail a sentence for the operator: what was tried and what came back
 */
public record HubHealth(boolean healthy, String detail) {}
