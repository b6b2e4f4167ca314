package io.slipway.x509;

import static io.slipway.x509.Issued.NOW;
import static io.slipway.x509.Issued.ca;
import static io.slipway.x509.Issued.device;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.slipway.testing.Openssl;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProofOfPossessionTest {
    private static final String CODE = "75A1C2D3E4F5061728394A5B6C7D8E9F";
    private final Issued maker = ca("CN=Maker").selfSigned();

    @Test
    void a_certificate_named_by_the_code_and_signed_by_the_ca_proves_it() {
        assertEquals(Optional.empty(), check(device("CN=" + CODE).by(maker)));
        assertEquals(Optional.empty(), check(device("CN=" + CODE.toLowerCase()).by(maker)));
    }

    @Test
    void what_openssl_makes_of_the_instructions_proves_it() {
        Openssl openssl = Openssl.inNewFolder();
        X509Certificate root =
                CertificateFile.parse(openssl.newCa("root", "Maker")).get(0);
        X509Certificate proof =
                CertificateFile.parse(openssl.proof("root", CODE)).get(0);

        assertEquals(Optional.empty(), ProofOfPossession.check(root, proof, CODE, Instant.now()));
        assertEquals("common-name", rule(ProofOfPossession.check(root, proof, "another", Instant.now())));
    }

    @Test
    void the_proof_of_another_ca_is_refused() {
        assertEquals("issuer", rule(check(device("CN=" + CODE).by(ca("CN=Other").selfSigned()))));
    }

    @Test
    void the_proof_of_a_namesake_is_refused() {
        assertEquals(
                "signature", rule(check(device("CN=" + CODE).by(ca("CN=Maker").selfSigned()))));
    }

    @Test
    void a_proof_for_another_code_is_refused() {
        assertEquals("common-name", rule(check(device("CN=75A1").by(maker))));
        assertEquals("common-name", rule(check(device("O=" + CODE).by(maker))));
    }

    @Test
    void a_name_with_the_code_among_others_is_refused() {
        assertEquals(
                "common-name", rule(check(device("CN=" + CODE + ",CN=other").by(maker))));
        assertEquals("common-name", rule(check(device("CN=" + CODE + "x").by(maker))));
    }

    @Test
    void a_proof_of_another_time_is_refused() {
        assertEquals(
                "time",
                rule(check(device("CN=" + CODE).until(NOW.minusSeconds(1)).by(maker))));
        assertEquals(
                "time",
                rule(check(device("CN=" + CODE).from(NOW.plusSeconds(60)).by(maker))));
    }

    @Test
    void the_ca_itself_is_no_proof() {
        assertEquals("common-name", rule(check(maker)));
    }

    private Optional<Finding> check(Issued proof) {
        return ProofOfPossession.check(maker.certificate(), proof.certificate(), CODE, NOW);
    }

    private static String rule(Optional<Finding> finding) {
        return finding.orElseThrow().rule();
    }
}
