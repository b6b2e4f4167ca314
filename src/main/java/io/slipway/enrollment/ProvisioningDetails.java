package io.slipway.enrollment;

import io.slipway.web.RawJson;
import java.util.List;

/** What people set on an enrollment and on a group alike, by its names in the DPS schema (protocol section 3.3). */
interface ProvisioningDetails {
    AttestationMechanism attestation();

    String provisioningStatus();

    String allocationPolicy();

    /** One hub by its older name; what {@code iotHubs} with one entry says. */
    String iotHubHostName();

    List<String> iotHubs();

    ReprovisionPolicy reprovisionPolicy();

    Capabilities capabilities();

    RawJson initialTwin();
}
