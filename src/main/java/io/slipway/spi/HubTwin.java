package io.slipway.spi;

/** A device's twin: three JSON objects as text, and the versions of the property sets. */
public record HubTwin(
        String deviceId,
        String tagsJson,
        String desiredJson,
        int desiredVersion,
        String reportedJson,
        int reportedVersion) {}
