package io.slipway.enrollment;

import io.slipway.enrollment.AttestationMechanism.CaReferences;
import io.slipway.enrollment.AttestationMechanism.CertificatePair;
import io.slipway.enrollment.AttestationMechanism.CertificateText;
import io.slipway.enrollment.AttestationMechanism.X509;
import io.slipway.web.Change;
import io.slipway.web.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Enrollments and groups in a person's words, field by field. */
final class EnrolledText {
    private EnrolledText() {}

    /** How a device is provisioned; without where to, when that is none of the reader's business. */
    static Map<String, String> provisioning(ProvisioningDetails details, boolean supplied) {
        Map<String, String> facts = new LinkedHashMap<>();
        if (!supplied) {
            facts.put("Allocation", allocation(details.allocationPolicy()));
            facts.put("Hubs", details.iotHubs().isEmpty() ? "All linked hubs" : String.join(", ", details.iotHubs()));
        }
        facts.put("When it registers again", again(details.reprovisionPolicy()));
        facts.put(
                "IoT Edge",
                details.capabilities() != null && details.capabilities().iotEdge() ? "Yes" : "No");
        return facts;
    }

    static List<Change> changes(EnrollmentDetails before, EnrollmentDetails after, boolean supplied) {
        return changes(all(before, supplied), all(after, supplied));
    }

    static List<Change> changes(GroupDetails before, GroupDetails after, boolean supplied) {
        return changes(shared(before, supplied), shared(after, supplied));
    }

    static String allocation(String policy) {
        return switch (policy == null ? "" : policy) {
            case "" -> "As the scope does";
            case "hashed" -> "Evenly weighted over the hubs";
            case "static" -> "Always the one hub";
            default -> policy;
        };
    }

    private static Map<String, String> all(EnrollmentDetails details, boolean supplied) {
        Map<String, String> facts = shared(details, supplied);
        facts.put("Device ID", Objects.requireNonNullElse(details.deviceId(), ""));
        facts.put("Device information", text(details.optionalDeviceInformation()));
        return facts;
    }

    private static Map<String, String> shared(ProvisioningDetails details, boolean supplied) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Status", details.provisioningStatus());
        facts.put("Attestation", attestation(details.attestation()));
        facts.putAll(provisioning(details, supplied));
        facts.put("Initial twin", text(details.initialTwin()));
        return facts;
    }

    private static List<Change> changes(Map<String, String> before, Map<String, String> after) {
        List<Change> changes = new ArrayList<>();
        after.forEach((field, text) -> {
            if (!text.equals(before.get(field))) {
                changes.add(new Change(field, before.get(field), text));
            }
        });
        return changes;
    }

    private static String again(ReprovisionPolicy policy) {
        if (!policy.updateHubAssignment()) {
            return "Stay on its hub";
        }
        return policy.migrateDeviceData()
                ? "Allocate again and take the twin along"
                : "Allocate again and start with the initial twin";
    }

    private static String attestation(AttestationMechanism attestation) {
        X509 x509 = attestation.x509();
        if (x509 == null) {
            return "Symmetric key";
        } else if (x509.caReferences() != null) {
            return "Signed by " + names(x509.caReferences());
        } else {
            return "Certificate "
                    + names(x509.clientCertificates() == null ? x509.signingCertificates() : x509.clientCertificates());
        }
    }

    private static String names(CaReferences references) {
        return references.secondary() == null
                ? references.primary()
                : references.primary() + " or " + references.secondary();
    }

    private static String names(CertificatePair pair) {
        return pair.secondary() == null ? name(pair.primary()) : name(pair.primary()) + " or " + name(pair.secondary());
    }

    private static String name(CertificateText certificate) {
        return certificate.info().subjectName()
                + " ("
                + certificate.info().sha256Thumbprint().substring(0, 16)
                + "…)";
    }

    private static String text(RawJson json) {
        return json == null ? "" : json.text();
    }
}
