package io.slipway.enrollment;

import static io.slipway.enrollment.AttestationMechanism.SYMMETRIC_KEY;
import static io.slipway.enrollment.AttestationMechanism.X_509;

import io.slipway.enrollment.AttestationMechanism.CaReferences;
import io.slipway.enrollment.AttestationMechanism.CertificatePair;
import io.slipway.enrollment.AttestationMechanism.CertificateText;
import io.slipway.enrollment.AttestationMechanism.SymmetricKeys;
import io.slipway.enrollment.AttestationMechanism.X509;
import io.slipway.web.Form;
import io.slipway.web.RawJson;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;

/**
 * An enrollment or group as a form holds it. Fields are called as {@code Problem} calls them, so that each is told its own.
 *
 * @param stored the attestation in force, null on creation: a certificate left empty stays
 */
record EnrollmentForm(MultivaluedMap<String, String> values, AttestationMechanism stored) {
    /** One value of the form, for carrying it through a preview. */
    record Hidden(String name, String value) {}

    private static final String CA_REFERENCES = "caReferences";
    private static final String PRIMARY_KEY = "attestation.symmetricKey.primaryKey";
    private static final String SECONDARY_KEY = "attestation.symmetricKey.secondaryKey";

    static Form fresh() {
        return Form.empty()
                .with("attestation.type", SYMMETRIC_KEY)
                .with("reprovisioning", "migrate")
                .with("enabled", true);
    }

    EnrollmentDetails enrollment() {
        return new EnrollmentDetails(
                text("registrationId"),
                text("deviceId"),
                attestation(false),
                RawJson.of(text("optionalDeviceInformation")),
                capabilities(),
                null,
                hubs(),
                text("allocationPolicy"),
                reprovisioning(),
                RawJson.of(text("initialTwin")),
                status());
    }

    GroupDetails group() {
        return new GroupDetails(
                text("enrollmentGroupId"),
                attestation(true),
                capabilities(),
                null,
                hubs(),
                text("allocationPolicy"),
                reprovisioning(),
                RawJson.of(text("initialTwin")),
                status());
    }

    /** As it was sent, without keys: a secret that was typed is typed again, rather than written into a page. */
    Form shown() {
        MultivaluedMap<String, String> safe = new MultivaluedHashMap<>();
        safe.putAll(values);
        safe.remove(PRIMARY_KEY);
        safe.remove(SECONDARY_KEY);
        return Form.of(safe);
    }

    List<Hidden> hidden() {
        return values.entrySet().stream()
                .filter(entry ->
                        !entry.getKey().equals(PRIMARY_KEY) && !entry.getKey().equals(SECONDARY_KEY))
                .flatMap(entry -> entry.getValue().stream().map(value -> new Hidden(entry.getKey(), value)))
                .toList();
    }

    String version() {
        return text("version");
    }

    private AttestationMechanism attestation(boolean group) {
        String type = Optional.ofNullable(text("attestation.type")).orElse("");
        return switch (type) {
            case SYMMETRIC_KEY -> AttestationMechanism.symmetricKey(
                    new SymmetricKeys(text(PRIMARY_KEY), text(SECONDARY_KEY)));
            case X_509 -> new AttestationMechanism(
                    X_509, null, group ? new X509(null, pair(true), null) : new X509(pair(false), null, null), null);
            case CA_REFERENCES -> new AttestationMechanism(X_509, null, new X509(null, null, references()), null);
            default -> new AttestationMechanism(type, null, null, null);
        };
    }

    private CaReferences references() {
        return new CaReferences(
                Optional.ofNullable(text("attestation.x509.caReferences.primary"))
                        .orElse(""),
                text("attestation.x509.caReferences.secondary"));
    }

    private CertificatePair pair(boolean group) {
        CertificatePair before = stored == null || stored.x509() == null
                ? null
                : group ? stored.x509().signingCertificates() : stored.x509().clientCertificates();
        String prefix = "attestation.x509." + (group ? "signingCertificates." : "clientCertificates.");
        return new CertificatePair(
                certificate(prefix + "primary.certificate", before == null ? null : before.primary(), false),
                certificate(
                        prefix + "secondary.certificate",
                        before == null ? null : before.secondary(),
                        text("removeSecondary") != null));
    }

    private CertificateText certificate(String field, CertificateText before, boolean removed) {
        if (removed) {
            return null;
        }
        boolean isPrimary = field.endsWith("primary.certificate");
        return text(field) == null && (before != null || !isPrimary) ? before : new CertificateText(text(field), null);
    }

    private ReprovisionPolicy reprovisioning() {
        return switch (Optional.ofNullable(text("reprovisioning")).orElse("migrate")) {
            case "reset" -> new ReprovisionPolicy(true, false);
            case "never" -> new ReprovisionPolicy(false, true);
            default -> ReprovisionPolicy.DEFAULT;
        };
    }

    private Capabilities capabilities() {
        return new Capabilities(text("iotEdge") != null);
    }

    private List<String> hubs() {
        return values.getOrDefault("iotHubs", List.of());
    }

    private String status() {
        return text("enabled") == null ? "disabled" : "enabled";
    }

    private String text(String name) {
        String value = values.getFirst(name);
        return value == null || value.isBlank() ? null : value;
    }

    static Form of(EnrollmentDetails details, String etag) {
        return shared(details, etag)
                .with("registrationId", details.registrationId())
                .with("deviceId", details.deviceId())
                .with("optionalDeviceInformation", textOf(details.optionalDeviceInformation()));
    }

    static Form of(GroupDetails details, String etag) {
        return shared(details, etag).with("enrollmentGroupId", details.enrollmentGroupId());
    }

    private static Form shared(ProvisioningDetails details, String etag) {
        X509 x509 = details.attestation().x509();
        CaReferences references = x509 == null ? null : x509.caReferences();
        ReprovisionPolicy again = details.reprovisionPolicy();
        return Form.empty()
                .with("version", etag)
                .with("attestation.type", x509 == null ? SYMMETRIC_KEY : references == null ? X_509 : CA_REFERENCES)
                .with("attestation.x509.caReferences.primary", references == null ? null : references.primary())
                .with("attestation.x509.caReferences.secondary", references == null ? null : references.secondary())
                .with("enabled", "disabled".equals(details.provisioningStatus()) ? null : true)
                .with("allocationPolicy", details.allocationPolicy())
                .with("iotHubs", details.iotHubs())
                .with(
                        "reprovisioning",
                        !again.updateHubAssignment() ? "never" : again.migrateDeviceData() ? "migrate" : "reset")
                .with("iotEdge", details.capabilities().iotEdge() ? true : null)
                .with("initialTwin", textOf(details.initialTwin()));
    }

    private static String textOf(RawJson json) {
        return json == null ? null : json.text();
    }
}
