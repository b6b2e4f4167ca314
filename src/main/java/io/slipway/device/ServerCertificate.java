package io.slipway.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the listeners identify themselves with: the chain they send, leaf first, and the leaf's key. */
record ServerCertificate(List<X509Certificate> chain, PrivateKey key) {
    /** Reads a pair and makes sure that a handshake with it can succeed. */
    static ServerCertificate read(Path certificateFile, Path keyFile, Instant now) throws UnusableCertificate {
        ServerCertificate certificate = new ServerCertificate(readChain(certificateFile), readKey(keyFile));
        if (!certificate.keyFits()) {
            throw new UnusableCertificate(
                    "The key in " + keyFile + " does not belong to the first certificate in " + certificateFile + ".");
        }
        if (certificate.endsBefore(now)) {
            throw new UnusableCertificate("The certificate in " + certificateFile + " ended at "
                    + certificate.leaf().getNotAfter().toInstant() + ".");
        }
        return certificate;
    }

    X509Certificate leaf() {
        return chain.get(0);
    }

    boolean endsBefore(Instant instant) {
        return leaf().getNotAfter().toInstant().isBefore(instant);
    }

    boolean endsWithin(Duration duration, Instant now) {
        return endsBefore(now.plus(duration));
    }

    private boolean keyFits() {
        String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            byte[] proof = signature.sign();
            signature.initVerify(leaf().getPublicKey());
            return signature.verify(proof);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static List<X509Certificate> readChain(Path file) throws UnusableCertificate {
        List<X509Certificate> chain;
        try {
            chain = Pem.certificates(Files.readString(file));
        } catch (IOException | GeneralSecurityException e) {
            throw UnusableCertificate.unreadable("certificate", file, e);
        }
        if (chain.isEmpty()) {
            throw new UnusableCertificate("There is no PEM certificate in " + file + ".");
        }
        return List.copyOf(chain);
    }

    private static PrivateKey readKey(Path file) throws UnusableCertificate {
        try {
            return Pem.privateKey(Files.readString(file));
        } catch (IOException | GeneralSecurityException e) {
            throw UnusableCertificate.unreadable("key", file, e);
        }
    }
}
