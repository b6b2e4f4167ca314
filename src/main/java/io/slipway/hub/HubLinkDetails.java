package io.slipway.hub;

import io.slipway.web.Validation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people set on a hub link. */
public record HubLinkDetails(
        @Schema(
                        description =
                                "1 to 1000, by default 1: the hub's share of devices beside the other linked hubs",
                        examples = "10",
                        minimum = "1",
                        maximum = "1000")
                Integer weight,
        @Schema(
                        description =
                                "Whether the allocation policy may choose the hub, by default yes; otherwise it gets"
                                        + " only devices whose static enrollment names it",
                        examples = "true")
                Boolean applyAllocationPolicy) {
    public HubLinkDetails {
        weight = weight == null ? 1 : weight;
        applyAllocationPolicy = applyAllocationPolicy == null || applyAllocationPolicy;
    }

    void check() {
        new Validation()
                .require(weight >= 1 && weight <= 1000, "weight", "Give a weight from 1 to 1000.")
                .throwIfAny();
    }
}
