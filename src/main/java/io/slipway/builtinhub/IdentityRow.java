package io.slipway.builtinhub;

import io.slipway.security.Secrets;
import io.slipway.spi.HubCredential;
import io.slipway.spi.HubIdentity;
import io.slipway.spi.HubTarget;
import java.util.Base64;
import java.util.regex.Pattern;

/** An identity as the statement that writes thousands takes it; binary columns in base64. */
record IdentityRow(
        String deviceId,
        String authentication,
        String primaryKey,
        String secondaryKey,
        String primaryThumbprint,
        String secondaryThumbprint,
        boolean iotEdge,
        String status,
        String tags,
        String desired,
        HubIdentity.Twin twin) {
    // Protocol section 5.6.
    private static final Pattern DEVICE_ID = Pattern.compile("[A-Za-z0-9\\-:.+%_#*?!(),=@$']{1,128}");

    /** Throws {@link IllegalArgumentException} with a sentence if the identity cannot be kept. */
    static IdentityRow of(HubTarget hub, HubIdentity identity, Secrets secrets) {
        if (!DEVICE_ID.matcher(identity.deviceId()).matches()) {
            throw new IllegalArgumentException(
                    "A device ID has 1 to 128 letters, digits or the characters - : . + % _ # * ? ! ( ) , = @ $ '.");
        }
        InitialTwin twin = InitialTwin.of(identity.initialTwinJson());
        HubCredential credential = identity.credential();
        if (credential instanceof HubCredential.SymmetricKeys keys) {
            String place = place(hub, identity.deviceId());
            return row(
                    identity,
                    twin,
                    "sas",
                    sealed(secrets, keys.primary(), place),
                    sealed(secrets, keys.secondary(), place),
                    null,
                    null);
        }
        HubCredential.Thumbprints leaf = (HubCredential.Thumbprints) credential;
        return row(identity, twin, "selfSigned", null, null, leaf.primary(), leaf.secondary());
    }

    /** Where an identity's keys belong, so that they open nowhere else. */
    static String place(HubTarget hub, String deviceId) {
        return "hub-device/" + hub.hubId() + "/" + deviceId;
    }

    private static IdentityRow row(
            HubIdentity identity,
            InitialTwin twin,
            String authentication,
            String primaryKey,
            String secondaryKey,
            String primaryThumbprint,
            String secondaryThumbprint) {
        return new IdentityRow(
                identity.deviceId(),
                authentication,
                primaryKey,
                secondaryKey,
                primaryThumbprint,
                secondaryThumbprint,
                identity.iotEdge(),
                identity.enabled() ? "enabled" : "disabled",
                twin.tags(),
                twin.desired(),
                identity.twin());
    }

    private static String sealed(Secrets secrets, byte[] key, String place) {
        return Base64.getEncoder().encodeToString(secrets.seal(key, place));
    }
}
