package io.slipway.x509;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;

/** Reads certificates from whatever a person or program uploads: PEM, DER, Base64 of either, one or several, PKCS#7. */
public final class CertificateFile {
    public static final int MOST_BYTES = 1 << 20;
    private static final int MOST_CERTIFICATES = 100;
    private static final int SEQUENCE = 0x30;
    /** OpenSSL's own kind of block, in which its remarks on trust follow the certificate. */
    private static final String TRUSTED = "TRUSTED CERTIFICATE";

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private CertificateFile() {}

    public static List<X509Certificate> parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns at least one certificate, in the order of the file; throws {@link UnreadableCertificate} otherwise. */
    public static List<X509Certificate> parse(byte[] upload) {
        if (upload.length == 0 || new String(upload, StandardCharsets.ISO_8859_1).isBlank()) {
            throw new UnreadableCertificate("The upload is empty. Choose a certificate file, or paste its text.");
        }
        if (upload.length > MOST_BYTES) {
            throw new UnreadableCertificate("The upload is larger than 1 MB. Upload only the certificates.");
        }
        return upload[0] == SEQUENCE && isBinary(upload)
                ? binary(upload, "The file")
                : text(new String(upload, StandardCharsets.ISO_8859_1), true);
    }

    /** A certificate that was read before, such as one from the database. */
    public static X509Certificate fromDer(byte[] der) {
        try {
            return (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new UnreadableCertificate("This is no X.509 certificate: " + firstLine(e) + ".");
        }
    }

    private static List<X509Certificate> text(String text, boolean maybeBase64) {
        Matcher block = BLOCK.matcher(text);
        List<X509Certificate> found = new ArrayList<>();
        int number = 0;
        while (block.find()) {
            found.addAll(block(block.group(1), block.group(2), ++number));
            if (found.size() > MOST_CERTIFICATES) {
                throw new UnreadableCertificate("There are more than 100 certificates in the file. Split it.");
            }
        }
        if (text.split("-----BEGIN ", -1).length - 1 > number) {
            throw new UnreadableCertificate("A certificate is cut off: it has a BEGIN line but no matching END line.");
        }
        if (number > 0) {
            return List.copyOf(found);
        }
        return maybeBase64 ? base64(text) : notACertificate();
    }

    private static List<X509Certificate> block(String label, String body, int number) {
        if (label.contains("PRIVATE KEY")) {
            throw new UnreadableCertificate("Block " + number
                    + " is a private key. Upload the certificate only, and keep the key to yourself.");
        }
        if (label.contains("CERTIFICATE REQUEST")) {
            throw new UnreadableCertificate("Block " + number
                    + " is a certificate signing request. Upload the certificate that was issued for it.");
        }
        if (!label.equals("CERTIFICATE")
                && !label.equals("X509 CERTIFICATE")
                && !label.equals(TRUSTED)
                && !label.equals("PKCS7")) {
            throw new UnreadableCertificate("Block " + number + " is a " + label.toLowerCase()
                    + ", not a certificate. Take it out of the file.");
        }
        try {
            return binary(Base64.getMimeDecoder().decode(body), label.equals(TRUSTED) ? TRUSTED : "Block " + number);
        } catch (IllegalArgumentException e) {
            throw new UnreadableCertificate("Block " + number + " is damaged: it is not Base64.");
        }
    }

    private static List<X509Certificate> base64(String text) {
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(text.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            return notACertificate();
        }
        return decoded.length > 0 && decoded[0] == SEQUENCE
                ? binary(decoded, "The text")
                : text(new String(decoded, StandardCharsets.ISO_8859_1), false);
    }

    private static List<X509Certificate> binary(byte[] der, String what) {
        try {
            X509Certificate certificate =
                    (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der));
            if (hasMore(der, certificate) && !what.equals(TRUSTED)) {
                throw new UnreadableCertificate(
                        what + " goes on after its certificate. Upload several certificates as PEM.");
            }
            return List.of(certificate);
        } catch (CertificateException notSingle) {
            List<X509Certificate> bundle = pkcs7(der);
            if (bundle.isEmpty()) {
                throw new UnreadableCertificate(
                        what + " is no X.509 certificate (" + firstLine(notSingle) + "). Upload it as PEM or DER.");
            }
            return bundle;
        }
    }

    /** White space after it is nothing: editors add line ends to any file. */
    private static boolean hasMore(byte[] der, X509Certificate certificate) throws CertificateEncodingException {
        int length = certificate.getEncoded().length;
        return !new String(der, length, der.length - length, StandardCharsets.ISO_8859_1).isBlank();
    }

    private static List<X509Certificate> pkcs7(byte[] der) {
        try {
            Collection<X509CertificateHolder> holders =
                    new CMSSignedData(der).getCertificates().getMatches(null);
            List<X509Certificate> certificates = new ArrayList<>();
            for (X509CertificateHolder holder : holders) {
                certificates.add(fromDer(holder.getEncoded()));
            }
            return certificates;
        } catch (CMSException | java.io.IOException | RuntimeException e) {
            return List.of();
        }
    }

    private static List<X509Certificate> notACertificate() {
        throw new UnreadableCertificate(
                "This is no certificate. Upload a PEM file (it begins with -----BEGIN CERTIFICATE-----) or a DER file.");
    }

    private static boolean isBinary(byte[] upload) {
        return upload.length > 1 && (upload[1] & 0x80) != 0;
    }

    private static CertificateFactory factory() throws CertificateException {
        return CertificateFactory.getInstance("X.509");
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse("unreadable")
                .replaceAll("\\.$", "");
    }
}
