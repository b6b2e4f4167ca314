package io.slipway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCertificateTest {
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void the_first_start_makes_a_root_and_a_certificate_for_every_name() throws Exception {
        X509Certificate leaf =
                source(NOW, "factory.example", "10.1.2.3").first().leaf();

        assertEquals(
                Set.of(
                        "localhost",
                        "127.0.0.1",
                        "0:0:0:0:0:0:0:1",
                        "slipway.localhost",
                        "*.slipway.localhost",
                        "*.hub.slipway.localhost",
                        "factory.example",
                        "10.1.2.3"),
                names(leaf));
        assertEquals(-1, leaf.getBasicConstraints());
        assertEquals(List.of("1.3.6.1.5.5.7.3.1"), leaf.getExtendedKeyUsage());
        X509Certificate root = root();
        leaf.verify(root.getPublicKey());
        root.verify(root.getPublicKey());
        assertEquals(0, root.getBasicConstraints());
        assertEquals(NOW.plus(Duration.ofDays(20 * 365 + 5)), root.getNotAfter().toInstant());
    }

    @Test
    void keys_are_for_the_owner_alone() throws Exception {
        source(NOW).first();

        for (String key : List.of("authority-key.pem", "server-key.pem")) {
            assertEquals(
                    "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(key))));
        }
    }

    @Test
    void a_second_start_shows_the_same_certificate() throws Exception {
        X509Certificate first = source(NOW).first().leaf();

        assertEquals(first, source(NOW.plus(Duration.ofDays(300))).first().leaf());
    }

    @Test
    void new_names_need_a_new_certificate_but_no_new_root() throws Exception {
        X509Certificate first = source(NOW).first().leaf();
        X509Certificate root = root();

        X509Certificate second = source(NOW, "new.example").first().leaf();

        assertNotEquals(first, second);
        assertTrue(names(second).contains("new.example"));
        assertEquals(root, root());
        second.verify(root.getPublicKey());
    }

    @Test
    void a_certificate_near_its_end_is_replaced_at_the_start_and_while_running() throws Exception {
        MovableClock clock = new MovableClock(NOW);
        LocalCertificate source = new LocalCertificate(folder, RunningListener.names(), clock);
        X509Certificate first = source.first().leaf();

        clock.now = NOW.plus(Duration.ofDays(334));
        assertEquals(Optional.empty(), source.newer());
        clock.now = NOW.plus(Duration.ofDays(336));
        X509Certificate second = source.newer().orElseThrow().leaf();

        assertNotEquals(first, second);
        assertEquals(second, source(clock.now).first().leaf());
        assertEquals(Optional.empty(), source.newer());
    }

    @Test
    void a_pair_left_half_written_is_replaced() throws Exception {
        X509Certificate first = source(NOW).first().leaf();
        Files.copy(
                folder.resolve("authority-key.pem"),
                folder.resolve("server-key.pem"),
                StandardCopyOption.REPLACE_EXISTING);

        assertNotEquals(first, source(NOW).first().leaf());
    }

    @Test
    void a_root_put_there_by_hand_issues_the_next_certificate() throws Exception {
        source(NOW).first();
        LocalAuthority other = LocalAuthority.create(NOW);
        Files.writeString(folder.resolve("trust-bundle.pem"), Pem.of(other.root()));
        Files.writeString(folder.resolve("authority-key.pem"), Pem.of(other.key()));

        source(NOW).first().leaf().verify(other.root().getPublicKey());
    }

    @Test
    void a_folder_that_cannot_be_written_is_named() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        UnusableCertificate failure = assertThrows(UnusableCertificate.class, () -> new LocalCertificate(
                        file.resolve("device-tls"), RunningListener.names(), Clock.systemUTC())
                .first());

        assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
        assertTrue(failure.getMessage().contains("SLIPWAY_DEVICE_CERTIFICATE"), failure.getMessage());
    }

    @Test
    void a_name_that_is_none_is_refused_with_its_setting() {
        IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> RunningListener.names("https://a.example"));

        assertTrue(failure.getMessage().contains("slipway.device.hostnames"), failure.getMessage());
    }

    private LocalCertificate source(Instant now, String... names) {
        return new LocalCertificate(folder, RunningListener.names(names), Clock.fixed(now, ZoneOffset.UTC));
    }

    private X509Certificate root() throws Exception {
        return Pem.certificates(Files.readString(folder.resolve("trust-bundle.pem")))
                .get(0);
    }

    private static Set<String> names(X509Certificate certificate) throws Exception {
        return certificate.getSubjectAlternativeNames().stream()
                .map(name -> (String) name.get(1))
                .collect(Collectors.toSet());
    }
}
