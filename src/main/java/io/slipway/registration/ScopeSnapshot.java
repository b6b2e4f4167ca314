package io.slipway.registration;

import io.slipway.certificate.ScopeCertificate;
import io.slipway.enrollment.GroupPolicy;
import io.slipway.enrollment.ProvisioningSettings;
import io.slipway.hub.LinkedHub;
import io.slipway.x509.TrustedCa;
import java.util.List;
import java.util.Map;

/**
 * What changes seldom about a scope, kept in memory as of one generation.
 *
 * @param trusted the verified CAs by the SHA-256 thumbprint of their certificate
 */
record ScopeSnapshot(
        long generation,
        String idScope,
        String allocationPolicy,
        List<LinkedHub> hubs,
        List<GroupPolicy> symmetricGroups,
        List<GroupPolicy> x509Groups,
        List<ScopeCertificate> certificates,
        Map<String, TrustedCa> trusted) {
    String policyOf(ProvisioningSettings settings) {
        return settings.allocationPolicy() == null ? allocationPolicy : settings.allocationPolicy();
    }

    List<ScopeCertificate> named(List<String> names) {
        return certificates.stream()
                .filter(certificate -> names.stream().anyMatch(certificate.name()::equalsIgnoreCase))
                .toList();
    }

    List<TrustedCa> trusted(List<ScopeCertificate> among) {
        return among.stream()
                .filter(certificate -> certificate.verifiedAt() != null)
                .map(certificate -> trusted.get(certificate.sha256Thumbprint()))
                .toList();
    }
}
