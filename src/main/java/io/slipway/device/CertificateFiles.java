package io.slipway.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A certificate and key the operator keeps in files, the only way for several replicas to show the same one. They are
 * looked at again when either file changes.
 */
class CertificateFiles implements CertificateSource {
    private final Path certificate;
    private final Path key;
    private final Optional<Path> trustBundle;
    private final Clock clock;
    private volatile ServerCertificate current;
    private List<Object> seen;

    CertificateFiles(Path certificate, Path key, Optional<Path> trustBundle, Clock clock) {
        this.certificate = certificate;
        this.key = key;
        this.trustBundle = trustBundle;
        this.clock = clock;
    }

    @Override
    public ServerCertificate first() throws UnusableCertificate {
        seen = versions();
        current = ServerCertificate.read(certificate, key, clock.instant());
        return current;
    }

    /** A pair that is half written, broken or mismatched throws once per change; the next change is looked at again. */
    @Override
    public Optional<ServerCertificate> newer() throws UnusableCertificate {
        List<Object> now = versions();
        if (now.equals(seen)) {
            return Optional.empty();
        }
        seen = now;
        ServerCertificate read = ServerCertificate.read(certificate, key, clock.instant());
        boolean same = read.chain().equals(current.chain());
        current = read;
        return same ? Optional.empty() : Optional.of(read);
    }

    @Override
    public Optional<String> trustBundle() throws UnusableCertificate {
        return trustBundle.isPresent() ? Optional.of(text(trustBundle.get())) : rootOfTheChain();
    }

    @Override
    public String description() {
        return certificate.toString();
    }

    /** Operators may put the root at the end of the chain. */
    private Optional<String> rootOfTheChain() {
        X509Certificate last = current.chain().get(current.chain().size() - 1);
        try {
            boolean root = last.getSubjectX500Principal().equals(last.getIssuerX500Principal());
            return root ? Optional.of(Pem.of(last)) : Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) throws UnusableCertificate {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw UnusableCertificate.unreadable("trust bundle", file, e);
        }
    }

    /** Time and size, and where a symbolic link leads: an orchestrator that swaps one may keep the other two. */
    private List<Object> versions() throws UnusableCertificate {
        List<Object> versions = new ArrayList<>(version("certificate", certificate));
        versions.addAll(version("key", key));
        return versions;
    }

    private static List<Object> version(String what, Path file) throws UnusableCertificate {
        try {
            return List.of(file.toRealPath(), Files.getLastModifiedTime(file), Files.size(file));
        } catch (IOException e) {
            throw UnusableCertificate.unreadable(what, file, e);
        }
    }
}
