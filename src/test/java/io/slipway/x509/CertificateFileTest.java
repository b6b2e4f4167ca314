package io.slipway.x509;

import static io.slipway.x509.Issued.ca;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringWriter;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;

class CertificateFileTest {
    private final Issued maker = ca("CN=Maker").selfSigned();
    private final Issued plant = ca("CN=Plant").by(maker);
    private final List<X509Certificate> one = List.of(maker.certificate());
    private final List<X509Certificate> both = List.of(plant.certificate(), maker.certificate());

    @Test
    void pem_is_read() {
        assertEquals(one, CertificateFile.parse(pem(maker.certificate())));
    }

    @Test
    void der_is_read() throws Exception {
        assertEquals(one, CertificateFile.parse(maker.certificate().getEncoded()));
        assertEquals(
                maker.certificate(), CertificateFile.fromDer(maker.certificate().getEncoded()));
    }

    @Test
    void a_bundle_keeps_its_order_and_its_remarks_do_not_matter() {
        String bundle = "Plant of 2026\n" + pem(plant.certificate()) + "\n\n# its maker\n" + pem(maker.certificate());

        assertEquals(both, CertificateFile.parse(bundle));
    }

    @Test
    void line_ends_of_windows_and_a_byte_order_mark_do_not_matter() {
        assertEquals(both, CertificateFile.parse("\uFEFF" + bundle().replace("\n", "\r\n")));
        assertEquals(one, CertificateFile.parse("  " + pem(maker.certificate()).replace("\n", "\n  ")));
    }

    @Test
    void base64_of_der_and_of_pem_is_read() throws Exception {
        byte[] der = maker.certificate().getEncoded();

        assertEquals(one, CertificateFile.parse(Base64.getEncoder().encodeToString(der)));
        assertEquals(one, CertificateFile.parse(Base64.getMimeEncoder().encodeToString(der)));
        assertEquals(both, CertificateFile.parse(Base64.getEncoder().encodeToString(bundle().getBytes())));
    }

    @Test
    void pkcs7_is_read_as_der_and_as_pem() throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addCertificates(new JcaCertStore(both));
        byte[] der =
                generator.generate(new CMSProcessableByteArray(new byte[0])).getEncoded();
        String pem =
                "-----BEGIN PKCS7-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END PKCS7-----\n";

        assertEquals(2, CertificateFile.parse(der).size());
        assertTrue(CertificateFile.parse(pem).containsAll(both));
    }

    @Test
    void a_private_key_is_refused_and_it_says_to_keep_it() {
        assertRefused("is a private key", pem(maker.keys().getPrivate()));
        assertRefused(
                "Block 2 is a private key",
                pem(maker.certificate()) + pem(maker.keys().getPrivate()));
    }

    @Test
    void a_signing_request_is_refused_and_named() throws Exception {
        var request = new JcaPKCS10CertificationRequestBuilder(
                        new X500Name("CN=x"), maker.keys().getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .build(maker.keys().getPrivate()));

        assertRefused("certificate signing request", pem(request));
    }

    @Test
    void another_kind_of_block_is_refused_and_named() {
        assertRefused("is a public key", pem(maker.keys().getPublic()));
    }

    @Test
    void nothing_is_refused() {
        assertRefused("The upload is empty", "");
        assertRefused("The upload is empty", " \r\n\t ");
    }

    @Test
    void what_is_cut_off_is_refused() throws Exception {
        String pem = pem(maker.certificate());
        byte[] der = maker.certificate().getEncoded();

        assertRefused("cut off", pem.substring(0, pem.length() / 2));
        assertRefused("no X.509 certificate", pem.substring(0, 100) + "\n-----END CERTIFICATE-----\n");
        UnreadableCertificate refused = assertThrows(
                UnreadableCertificate.class, () -> CertificateFile.parse(Arrays.copyOf(der, der.length - 20)));
        assertTrue(refused.getMessage().contains("no X.509 certificate"), refused.getMessage());
    }

    @Test
    void a_second_certificate_that_is_cut_off_is_not_lost_in_silence() {
        String pem = pem(maker.certificate());

        assertRefused("cut off", pem + pem.substring(0, pem.length() / 2));
    }

    @Test
    void what_follows_a_certificate_in_der_is_not_lost_in_silence() throws Exception {
        byte[] der = maker.certificate().getEncoded();
        byte[] twice = Arrays.copyOf(der, der.length * 2);
        System.arraycopy(der, 0, twice, der.length, der.length);

        assertThrows(UnreadableCertificate.class, () -> CertificateFile.parse(twice));
    }

    @Test
    void anything_else_is_refused() {
        assertRefused("This is no certificate", "hello");
        assertRefused("This is no certificate", "<html></html>");
        assertRefused("is damaged", "-----BEGIN CERTIFICATE-----\n====\n-----END CERTIFICATE-----\n");
        assertRefused("larger than 1 MB", "x".repeat(CertificateFile.MOST_BYTES + 1));
    }

    private String bundle() {
        return pem(plant.certificate()) + pem(maker.certificate());
    }

    private static void assertRefused(String part, String upload) {
        UnreadableCertificate refused = assertThrows(UnreadableCertificate.class, () -> CertificateFile.parse(upload));
        assertTrue(refused.getMessage().contains(part), refused.getMessage());
    }

    private static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
        return text.toString();
    }
}
