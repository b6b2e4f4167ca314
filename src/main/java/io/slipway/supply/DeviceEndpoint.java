package io.slipway.supply;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where devices connect; what a factory encodes into them besides the ID scope. */
public record DeviceEndpoint(
        @Schema(examples = "provisioning.northwind.example") String hostName,
        @Schema(examples = "443") int httpsPort) {}
