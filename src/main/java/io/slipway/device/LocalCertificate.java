package io.slipway.device;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/**
 * The certificate of Slipway's own authority, kept in {@code device-tls} under its home and issued anew when the names
 * change or the end is near. Losing the folder means a new root, which every device would have to be told.
 */
class LocalCertificate implements CertificateSource {
    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private final Path folder;
    private final ServerNames names;
    private final Clock clock;
    private volatile ServerCertificate current;
    private volatile String trustBundle;

    LocalCertificate(Path folder, ServerNames names, Clock clock) {
        this.folder = folder;
        this.names = names;
        this.clock = clock;
    }

    @Override
    public ServerCertificate first() throws UnusableCertificate {
        try {
            Files.createDirectories(folder);
            // Two processes may share a home and start at once; the second takes what the first wrote.
            try (FileChannel lock = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = lock.lock()) {
                LocalAuthority authority = authority();
                trustBundle = Pem.of(authority.root());
                Optional<ServerCertificate> stored = stored(authority);
                current = stored.isPresent() ? stored.get() : issuedBy(authority);
            }
            return current;
        } catch (IOException | GeneralSecurityException e) {
            throw new UnusableCertificate("Slipway keeps the device listener's certificate in "
                    + folder.toAbsolutePath() + ", which failed: " + e
                    + ". Let it write there, or set SLIPWAY_DEVICE_CERTIFICATE and SLIPWAY_DEVICE_KEY.");
        }
    }

    @Override
    public Optional<ServerCertificate> newer() throws UnusableCertificate {
        return isGood(current) ? Optional.empty() : Optional.of(first());
    }

    @Override
    public Optional<String> trustBundle() {
        return Optional.of(trustBundle);
    }

    @Override
    public String description() {
        return "Slipway's own authority in " + folder.toAbsolutePath();
    }

    private LocalAuthority authority() throws IOException, GeneralSecurityException {
        Path certificate = folder.resolve("trust-bundle.pem");
        if (Files.exists(certificate)) {
            return LocalAuthority.read(certificate, folder.resolve("authority-key.pem"));
        }
        LocalAuthority created = LocalAuthority.create(clock.instant());
        // The key first: a root without its key would be told to devices and then replaced.
        write("authority-key.pem", Pem.of(created.key()));
        write("trust-bundle.pem", Pem.of(created.root()));
        return created;
    }

    private Optional<ServerCertificate> stored(LocalAuthority authority) {
        try {
            ServerCertificate stored = ServerCertificate.read(
                    folder.resolve("server.pem"), folder.resolve("server-key.pem"), clock.instant());
            return isGood(stored) && authority.issued(stored.leaf()) ? Optional.of(stored) : Optional.empty();
        } catch (UnusableCertificate e) {
            // Not there yet, or a crash came between its two files; a new pair costs nothing.
            return Optional.empty();
        }
    }

    private ServerCertificate issuedBy(LocalAuthority authority) throws IOException, GeneralSecurityException {
        ServerCertificate issued = authority.issue(names.toGeneralNames(), clock.instant());
        write("server-key.pem", Pem.of(issued.key()));
        write("server.pem", Pem.of(issued.leaf()));
        return issued;
    }

    private boolean isGood(ServerCertificate certificate) {
        return !certificate.endsWithin(RENEWED_BEFORE, clock.instant()) && hasTheNames(certificate.leaf());
    }

    private boolean hasTheNames(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue(Extension.subjectAlternativeName.getId());
        try {
            return extension != null
                    && Arrays.equals(
                            JcaX509ExtensionUtils.parseExtensionValue(extension).getEncoded(),
                            names.toGeneralNames().getEncoded());
        } catch (IOException e) {
            return false;
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Path unfinished = folder.resolve(name + ".new");
        Files.deleteIfExists(unfinished);
        if (name.endsWith("key.pem")) {
            Files.createFile(unfinished, OWNER_ONLY);
        }
        Files.writeString(unfinished, text);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
