package io.slipway.x509;

import static io.slipway.x509.Issued.NOW;
import static io.slipway.x509.Issued.ca;
import static io.slipway.x509.Issued.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.junit.jupiter.api.Test;

class CaProfileTest {
    private static final NameConstraints LIMITS = new NameConstraints(
            new GeneralSubtree[] {new GeneralSubtree(new GeneralName(GeneralName.dNSName, "example"))}, null);

    @Test
    void a_sound_ca_has_no_findings() {
        assertEquals(List.of(), findings(ca("CN=Maker").selfSigned()));
    }

    @Test
    void a_device_certificate_is_no_ca() {
        assertError("basic-constraints", device("CN=s").selfSigned());
    }

    @Test
    void a_certificate_without_basic_constraints_is_no_ca() {
        assertError(
                "basic-constraints",
                ca("CN=Maker").without(Extension.basicConstraints).selfSigned());
    }

    @Test
    void basic_constraints_are_critical() {
        assertError(
                "basic-constraints-critical",
                ca("CN=Maker")
                        .with(Extension.basicConstraints, false, new BasicConstraints(true))
                        .selfSigned());
    }

    @Test
    void a_key_usage_that_does_not_allow_signing_is_an_error() {
        assertError(
                "key-usage",
                ca("CN=Maker")
                        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign))
                        .selfSigned());
    }

    @Test
    void a_ca_without_key_usage_is_only_warned_of() {
        assertWarning(
                "key-usage-absent", ca("CN=Maker").without(Extension.keyUsage).selfSigned());
    }

    @Test
    void serial_numbers_are_positive_and_not_too_long() {
        assertError(
                "serial-number", ca("CN=Maker").number(BigInteger.ONE.negate()).selfSigned());
        assertError(
                "serial-number", ca("CN=Maker").number(BigInteger.TWO.pow(160)).selfSigned());
        assertError(
                "serial-number",
                ca("CN=Plant").number(BigInteger.ZERO).by(ca("CN=Maker").selfSigned()));
    }

    @Test
    void a_root_numbered_zero_is_only_warned_of() {
        assertWarning(
                "serial-number-zero", ca("CN=Maker").number(BigInteger.ZERO).selfSigned());
    }

    @Test
    void a_ca_names_its_key() {
        assertError(
                "subject-key-identifier",
                ca("CN=Maker").without(Extension.subjectKeyIdentifier).selfSigned());
    }

    @Test
    void a_critical_extension_that_nobody_knows_is_an_error() {
        ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("1.3.6.1.4.1.55555.1");

        assertError(
                "critical-extension",
                ca("CN=Maker")
                        .with(unknown, true, new DEROctetString(new byte[1]))
                        .selfSigned());
    }

    @Test
    void a_root_signed_by_another_key_is_an_error() {
        Issued real = ca("CN=Maker").selfSigned();

        assertError("signature", ca("CN=Maker").by(real));
    }

    @Test
    void weak_keys_are_errors() {
        assertError(
                "key-strength",
                ca("CN=Maker")
                        .keys(Issued.newRsaKeys(1024))
                        .algorithm("SHA256withRSA")
                        .selfSigned());
    }

    @Test
    void a_weak_signature_counts_unless_it_is_the_roots_own() {
        Issued.Draft draft = ca("CN=Maker").keys(Issued.newRsaKeys(2048)).algorithm("SHA1withRSA");
        Issued old = draft.selfSigned();

        assertWarning("signature-algorithm", old);
        assertError(
                "signature-algorithm", ca("CN=Plant").algorithm("SHA1withRSA").by(old));
    }

    @Test
    void an_expired_ca_is_an_error_and_an_expiring_one_a_warning() {
        assertError("expired", ca("CN=Maker").until(NOW.minusSeconds(1)).selfSigned());
        assertError("not-yet-valid", ca("CN=Maker").from(NOW.plusSeconds(60)).selfSigned());
        assertWarning(
                "expiring", ca("CN=Maker").until(NOW.plus(Duration.ofDays(30))).selfSigned());
    }

    @Test
    void name_limits_are_shown_and_must_be_critical() {
        assertWarning(
                "name-constraints",
                ca("CN=Maker").with(Extension.nameConstraints, true, LIMITS).selfSigned());
        assertError(
                "name-constraints-critical",
                ca("CN=Maker").with(Extension.nameConstraints, false, LIMITS).selfSigned());
    }

    @Test
    void an_extension_that_cannot_be_read_is_an_error() {
        assertError(
                "malformed-extension",
                ca("CN=Maker")
                        .with(Extension.subjectAlternativeName, false, new DEROctetString(new byte[3]))
                        .selfSigned());
    }

    @Test
    void what_a_path_would_refuse_is_said_at_upload() {
        NameConstraints odd = new NameConstraints(
                new GeneralSubtree[] {new GeneralSubtree(new GeneralName(GeneralName.dNSName, "*.example"))}, null);

        assertError(
                "malformed-extension",
                ca("CN=Maker").with(Extension.nameConstraints, true, odd).selfSigned());
    }

    @Test
    void an_intermediate_says_which_key_signed_it() {
        assertError(
                "profile",
                ca("CN=Plant")
                        .without(Extension.authorityKeyIdentifier)
                        .by(ca("CN=Maker").selfSigned()));
    }

    @Test
    void each_finding_cites_its_rule_and_ends_with_a_full_stop() {
        for (Finding finding :
                findings(device("CN=s").number(BigInteger.ONE.negate()).selfSigned())) {
            assertFalse(finding.citation().isBlank());
            assertTrue(finding.sentence().endsWith("."), finding.sentence());
        }
    }

    private static void assertError(String rule, Issued ca) {
        assertFinding(Finding.Severity.ERROR, rule, ca);
    }

    private static void assertWarning(String rule, Issued ca) {
        assertFinding(Finding.Severity.WARNING, rule, ca);
        assertTrue(
                findings(ca).stream().noneMatch(Finding::isError), findings(ca).toString());
    }

    private static void assertFinding(Finding.Severity severity, String rule, Issued ca) {
        assertTrue(
                findings(ca).stream()
                        .anyMatch(
                                one -> one.severity() == severity && one.rule().equals(rule)),
                findings(ca).toString());
    }

    private static List<Finding> findings(Issued ca) {
        X509Certificate certificate = ca.certificate();
        return CaProfile.check(certificate, NOW);
    }
}
