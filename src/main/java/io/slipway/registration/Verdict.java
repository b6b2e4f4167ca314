package io.slipway.registration;

import io.slipway.enrollment.ProvisioningSettings;
import io.slipway.spi.HubCredential;
import java.security.cert.X509Certificate;
import java.util.UUID;

/** What became of a device's claim to be who it says. */
sealed interface Verdict {
    /**
     * The device is who it says.
     *
     * @param registrationId spelled as it was enrolled, or as the device of a group spells it
     * @param deviceId what the hub shall call the device if it does not know it yet
     * @param groupId name of the group that let it in, null for an individual enrollment
     * @param signer the certificate that let an X.509 device of a group in, else null
     */
    record Admitted(
            String registrationId,
            String deviceId,
            String attestationType,
            UUID enrollmentId,
            UUID enrollmentGroupId,
            String groupId,
            UUID supplierId,
            HubCredential credential,
            ProvisioningSettings settings,
            X509Certificate signer)
            implements Verdict {}

    /** It is not, or cannot be known. The sentence is for the device's log and for the operator alike. */
    record Refused(Refusal refusal, String sentence) implements Verdict {}

    static Refused refused(Refusal refusal, String sentence, Object... arguments) {
        return new Refused(refusal, sentence.formatted(arguments));
    }
}
