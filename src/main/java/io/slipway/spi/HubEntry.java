package io.slipway.spi;

import java.time.Instant;

/**
 * A device identity as a hub lists it.
 *
 * @param status {@code enabled} or {@code disabled}
 * @param authentication {@code sas}, {@code selfSigned} or {@code certificateAuthority}
 */
public record HubEntry(
        String deviceId, String status, String authentication, boolean iotEdge, Instant createdAt, Instant updatedAt) {}
