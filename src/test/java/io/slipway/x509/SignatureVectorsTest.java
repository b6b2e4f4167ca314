package io.slipway.x509;

import static io.slipway.testing.TestVectors.bytes;

import com.fasterxml.jackson.databind.JsonNode;
import io.slipway.testing.TestVectors;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Wycheproof's vectors for the platform's cryptography that certificates and TPMs rely on here. */
class SignatureVectorsTest {
    private static final AlgorithmParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    @TestFactory
    Stream<DynamicTest> ecdsa_p256() {
        return TestVectors.wycheproof(
                "ecdsa_secp256r1_sha256_test.json",
                (group, one) -> verifies("EC", "SHA256withECDSA", null, group, one));
    }

    @TestFactory
    Stream<DynamicTest> ecdsa_p384() {
        return TestVectors.wycheproof(
                "ecdsa_secp384r1_sha384_test.json",
                (group, one) -> verifies("EC", "SHA384withECDSA", null, group, one));
    }

    @TestFactory
    Stream<DynamicTest> rsa_pkcs1() {
        return TestVectors.wycheproof(
                "rsa_signature_2048_sha256_test.json",
                (group, one) -> verifies("RSA", "SHA256withRSA", null, group, one));
    }

    @TestFactory
    Stream<DynamicTest> rsa_pss() {
        return TestVectors.wycheproof(
                "rsa_pss_2048_sha256_mgf1_32_test.json",
                (group, one) -> verifies("RSA", "RSASSA-PSS", PSS, group, one));
    }

    @TestFactory
    Stream<DynamicTest> ed25519() {
        return TestVectors.wycheproof(
                "ed25519_test.json", (group, one) -> verifies("Ed25519", "Ed25519", null, group, one));
    }

    @TestFactory
    Stream<DynamicTest> rsa_oaep() {
        return TestVectors.wycheproof("rsa_oaep_2048_sha256_mgf1sha256_test.json", SignatureVectorsTest::decrypts);
    }

    private static boolean verifies(
            String keys, String algorithm, AlgorithmParameterSpec parameters, JsonNode group, JsonNode one)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initVerify(
                KeyFactory.getInstance(keys).generatePublic(new X509EncodedKeySpec(bytes(group, "publicKeyDer"))));
        if (parameters != null) {
            signature.setParameter(parameters);
        }
        signature.update(bytes(one, "msg"));
        try {
            return signature.verify(bytes(one, "sig"));
        } catch (GeneralSecurityException | RuntimeException e) {
            // As Signatures does: what throws is not verified.
            return false;
        }
    }

    private static boolean decrypts(JsonNode group, JsonNode one) throws GeneralSecurityException {
        PrivateKey key =
                KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes(group, "privateKeyPkcs8")));
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                key,
                new OAEPParameterSpec(
                        "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, new PSource.PSpecified(bytes(one, "label"))));
        try {
            return Arrays.equals(bytes(one, "msg"), cipher.doFinal(bytes(one, "ct")));
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }
}
