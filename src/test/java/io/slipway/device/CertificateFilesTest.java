package io.slipway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateFilesTest {
    @TempDir
    Path folder;

    private Path certificate;
    private Path key;
    private TestCertificates first;

    @BeforeEach
    void writeFirst() throws Exception {
        certificate = folder.resolve("tls.crt");
        key = folder.resolve("tls.key");
        first = TestCertificates.root("Operator Root").issueLeaf("first");
        write(first);
    }

    @ParameterizedTest
    @EnumSource(TlsEngine.class)
    void a_new_pair_is_shown_to_the_next_connection_while_open_ones_go_on(TlsEngine engine) throws Exception {
        try (RunningListener running = running(engine);
                SSLSocket open = connect(running, first)) {
            assertEquals(first.certificate(), shown(open));
            TestCertificates second = TestCertificates.rsaRoot("Other Root").issueLeaf("second");

            write(second);
            running.tls.refresh();

            try (SSLSocket next = connect(running, second)) {
                assertEquals(second.certificate(), shown(next));
            }
            open.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes());
            assertTrue(RunningListener.readAll(open).startsWith("HTTP/1.1 200 "));
            assertEquals(Optional.of(Pem.of(second.chain().get(1))), running.tls.trustBundle());
        }
    }

    @ParameterizedTest
    @EnumSource(TlsEngine.class)
    void an_rsa_certificate_is_shown_too(TlsEngine engine) throws Exception {
        TestCertificates rsa = TestCertificates.rsaRoot("localhost");
        write(rsa);

        try (RunningListener running = running(engine)) {
            for (String protocol : new String[] {"TLSv1.2", "TLSv1.3"}) {
                SSLContext client = TestCertificates.nobody(protocol, Pem.of(rsa.certificate()));
                assertEquals(
                        200, running.send(client, running.request("/").GET()).statusCode());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "mismatched", "gone"})
    void a_pair_that_does_not_work_is_not_shown_until_it_is_mended(String fault) throws Exception {
        try (RunningListener running = running(TlsEngine.best())) {
            TestCertificates second = TestCertificates.root("Other Root").issueLeaf("second");
            switch (fault) {
                case "broken" -> Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nAAAA");
                case "mismatched" -> Files.writeString(key, Pem.of(second.key()));
                default -> Files.delete(key);
            }

            running.tls.refresh();
            running.tls.refresh();
            try (SSLSocket socket = connect(running, first)) {
                assertEquals(first.certificate(), shown(socket));
            }

            write(second);
            running.tls.refresh();
            try (SSLSocket socket = connect(running, second)) {
                assertEquals(second.certificate(), shown(socket));
            }
        }
    }

    @Test
    void a_start_without_a_pair_that_works_fails_with_a_sentence() throws Exception {
        Files.writeString(key, Pem.of(TestCertificates.root("other").key()));

        IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> new DeviceTls(files(Optional.empty()), TlsEngine.JDK));

        assertEquals(
                "The device listener has no certificate. The key in " + key
                        + " does not belong to the first certificate in " + certificate + ".",
                failure.getMessage());
    }

    @Test
    void a_certificate_that_has_ended_is_refused() throws Exception {
        Clock tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofDays(2));

        UnusableCertificate failure = assertThrows(
                UnusableCertificate.class,
                () -> new CertificateFiles(certificate, key, Optional.empty(), tomorrow).first());

        assertTrue(failure.getMessage().contains(" ended at "), failure.getMessage());
    }

    @Test
    void a_missing_file_is_named() throws Exception {
        Files.delete(key);

        UnusableCertificate failure = assertThrows(
                UnusableCertificate.class, () -> files(Optional.empty()).first());

        assertEquals("The key " + key + " does not exist.", failure.getMessage());
    }

    @Test
    void the_operator_may_give_the_trust_bundle() throws Exception {
        Path bundle = Files.writeString(folder.resolve("ca.crt"), "the bundle");

        CertificateFiles files = files(Optional.of(bundle));
        files.first();

        assertEquals(Optional.of("the bundle"), files.trustBundle());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec-sec1", "ec-pkcs8", "rsa-pkcs1"})
    void keys_are_read_in_the_forms_openssl_writes(String form) throws Exception {
        String algorithm = form.startsWith("ec") ? "ec -pkeyopt ec_paramgen_curve:P-256" : "rsa:2048";
        openssl("req -x509 -nodes -subj /CN=localhost -days 2 -newkey " + algorithm + " -keyout " + key + " -out "
                + certificate);
        switch (form) {
            case "ec-sec1" -> openssl("ec -in " + key + " -out " + key);
            case "rsa-pkcs1" -> openssl("rsa -traditional -in " + key + " -out " + key);
            default -> {}
        }

        assertEquals(1, files(Optional.empty()).first().chain().size());
    }

    private RunningListener running(TlsEngine engine) {
        return new RunningListener(files(Optional.empty()), engine, 16, 1);
    }

    private CertificateFiles files(Optional<Path> bundle) {
        return new CertificateFiles(certificate, key, bundle, Clock.systemUTC());
    }

    private void write(TestCertificates identity) throws Exception {
        StringBuilder chain = new StringBuilder();
        for (X509Certificate each : identity.chain()) {
            chain.append(Pem.of(each));
        }
        Files.writeString(certificate, chain);
        Files.writeString(key, Pem.of(identity.key()));
    }

    private static SSLSocket connect(RunningListener running, TestCertificates trusted) throws Exception {
        X509Certificate root = trusted.chain().get(trusted.chain().size() - 1);
        SSLSocket socket = (SSLSocket) TestCertificates.nobody("TLS", Pem.of(root))
                .getSocketFactory()
                .createSocket("localhost", running.listener.port());
        socket.startHandshake();
        return socket;
    }

    private static X509Certificate shown(SSLSocket socket) throws Exception {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    private static void openssl(String arguments) throws Exception {
        Process process = new ProcessBuilder(("openssl " + arguments).split(" "))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), output);
    }
}
