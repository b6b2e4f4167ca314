package io.slipway.spi;

import java.util.UUID;

/**
 * A hub as its connector needs it.
 *
 * @param accountId the account that owns the hub
 * @param settingsJson what the operator entered, valid against {@link HubConnector#settingsSchema()}
 */
public record HubTarget(UUID hubId, UUID accountId, String hostName, String settingsJson) {}
