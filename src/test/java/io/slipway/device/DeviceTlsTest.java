package io.slipway.device;

import static io.slipway.device.RunningListener.REGISTER;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.ssl.OpenSsl;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeviceTlsTest {
    private static final Map<TlsEngine, RunningListener> LISTENERS = new EnumMap<>(TlsEngine.class);

    @TempDir
    static Path home;

    private static TestCertificates root;
    private static TestCertificates leaf;

    @BeforeAll
    static void start() throws Exception {
        for (TlsEngine engine : TlsEngine.values()) {
            LISTENERS.put(engine, RunningListener.in(home, engine));
        }
        root = TestCertificates.root("Device Root");
        leaf = root.issueCa("Device Inter").issueLeaf("d1");
    }

    @AfterAll
    static void stop() {
        LISTENERS.values().forEach(RunningListener::close);
    }

    @Test
    void boringssl_loads_where_these_tests_run() {
        assertTrue(OpenSsl.isAvailable(), () -> "BoringSSL does not load: " + OpenSsl.unavailabilityCause());
        assertEquals(TlsEngine.BORINGSSL, TlsEngine.best());
    }

    @ParameterizedTest
    @CsvSource({"BORINGSSL,TLSv1.2", "BORINGSSL,TLSv1.3", "JDK,TLSv1.2", "JDK,TLSv1.3"})
    void a_chain_arrives_in_the_order_it_was_presented(TlsEngine engine, String protocol) throws Exception {
        List<X509Certificate> chain = leaf.chain();

        assertEquals(3, chain.size());
        assertEquals(chain, chainSeenBy(engine, protocol, leaf, chain));
    }

    @ParameterizedTest
    @CsvSource({"BORINGSSL,TLSv1.2", "BORINGSSL,TLSv1.3", "JDK,TLSv1.2", "JDK,TLSv1.3"})
    void a_chain_with_duplicates_and_strangers_arrives_as_it_is(TlsEngine engine, String protocol) throws Exception {
        X509Certificate inter = leaf.chain().get(1);
        X509Certificate stranger = TestCertificates.root("Stranger").certificate();
        List<X509Certificate> chain = List.of(leaf.certificate(), root.certificate(), stranger, inter, inter);

        assertEquals(chain, chainSeenBy(engine, protocol, leaf, chain));
    }

    @ParameterizedTest
    @CsvSource({"BORINGSSL,TLSv1.2", "BORINGSSL,TLSv1.3", "JDK,TLSv1.2", "JDK,TLSv1.3"})
    void a_self_signed_leaf_arrives(TlsEngine engine, String protocol) throws Exception {
        TestCertificates alone = TestCertificates.rsaRoot("d1");

        assertEquals(alone.chain(), chainSeenBy(engine, protocol, alone, alone.chain()));
    }

    @ParameterizedTest
    @CsvSource({"BORINGSSL,TLSv1.2", "BORINGSSL,TLSv1.3", "JDK,TLSv1.2", "JDK,TLSv1.3"})
    void a_device_without_certificate_is_let_in_too(TlsEngine engine, String protocol) throws Exception {
        RunningListener running = LISTENERS.get(engine);
        SSLContext nobody =
                TestCertificates.nobody(protocol, running.tls.trustBundle().orElseThrow());

        running.send(nobody, running.request(REGISTER).PUT(BodyPublishers.ofString("{}")));

        assertEquals(List.of(), running.registrar.last().request().chain());
    }

    @ParameterizedTest
    @CsvSource({"BORINGSSL,TLSv1.2", "BORINGSSL,TLSv1.3", "JDK,TLSv1.2", "JDK,TLSv1.3"})
    void a_client_that_may_resume_its_session_still_has_its_chain(TlsEngine engine, String protocol) throws Exception {
        RunningListener running = LISTENERS.get(engine);
        SSLContext client =
                leaf.client(protocol, leaf.chain(), running.tls.trustBundle().orElseThrow());

        for (int connection = 0; connection < 3; connection++) {
            // Each has a client, and so a connection, of its own; the sessions are the context's.
            running.send(client, running.request(REGISTER).PUT(BodyPublishers.ofString("{}")));
            assertEquals(leaf.chain(), running.registrar.last().request().chain());
        }
    }

    @ParameterizedTest
    @EnumSource(TlsEngine.class)
    void a_handshake_that_fails_is_counted(TlsEngine engine) throws Exception {
        RunningListener running = LISTENERS.get(engine);
        double before = running.meters.counter("slipway.device.tls.failures").count();

        try (SSLSocket socket = running.open()) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA"});
            assertThrows(SSLException.class, socket::startHandshake);
        }

        await().atMost(5, TimeUnit.SECONDS)
                .until(() ->
                        running.meters.counter("slipway.device.tls.failures").count() == before + 1);
    }

    @ParameterizedTest
    @CsvSource({"BORINGSSL,-tls1_2", "BORINGSSL,-tls1_3", "JDK,-tls1_2", "JDK,-tls1_3"})
    void no_names_of_acceptable_issuers_are_sent(TlsEngine engine, String protocol) throws Exception {
        String seen = openssl(engine, protocol, "-servername", "localhost");

        // Protocol section 0.7: with names that are not its issuer's, a Java device sends no certificate.
        assertTrue(seen.contains("No client certificate CA names sent"), seen);
        assertTrue(seen.contains("Client Certificate Types") || seen.contains("Requested Signature Algorithms"), seen);
        assertTrue(seen.contains("Verify return code: 0 (ok)"), seen);
    }

    @ParameterizedTest
    @CsvSource({"BORINGSSL,-tls1_2", "BORINGSSL,-tls1_3", "JDK,-tls1_2", "JDK,-tls1_3"})
    void a_client_without_sni_gets_the_same_certificate(TlsEngine engine, String protocol) throws Exception {
        String seen = openssl(engine, protocol, "-noservername", "-verify_hostname", "west.hub.slipway.localhost");

        assertTrue(seen.contains("Verify return code: 0 (ok)"), seen);
        assertTrue(seen.contains("No ALPN negotiated"), seen);
    }

    @ParameterizedTest
    @CsvSource({"BORINGSSL,-tls1_2", "BORINGSSL,-tls1_3", "JDK,-tls1_2", "JDK,-tls1_3"})
    void a_session_resumed_by_ticket_still_has_its_chain(TlsEngine engine, String protocol) throws Exception {
        RunningListener running = LISTENERS.get(engine);
        Path session = home.resolve("session-" + engine + protocol);
        Path identity = home.resolve("device.pem");
        Files.writeString(identity, Pem.of(leaf.certificate()) + Pem.of(leaf.key()));
        Path issuers = home.resolve("issuers.pem");
        Files.writeString(
                issuers, Pem.of(leaf.chain().get(1)) + Pem.of(leaf.chain().get(2)));

        openssl(
                engine,
                protocol,
                "-cert",
                identity.toString(),
                "-cert_chain",
                issuers.toString(),
                "-sess_out",
                session.toString());
        running.registrar.asked.clear();
        String seen = openssl(engine, protocol, "-sess_in", session.toString());

        assertTrue(seen.contains("Reused, TLSv1"), seen);
        assertEquals(leaf.chain(), running.registrar.last().request().chain());
    }

    private static List<X509Certificate> chainSeenBy(
            TlsEngine engine, String protocol, TestCertificates device, List<X509Certificate> chain) throws Exception {
        RunningListener running = LISTENERS.get(engine);
        SSLContext client =
                device.client(protocol, chain, running.tls.trustBundle().orElseThrow());
        running.send(client, running.request(REGISTER).PUT(BodyPublishers.ofString("{}")));
        return running.registrar.last().request().chain();
    }

    /** Needed by these tests, as the one client that shows what the server asked for. */
    private static String openssl(TlsEngine engine, String... options) throws Exception {
        RunningListener running = LISTENERS.get(engine);
        Path bundle = home.resolve("device-tls/trust-bundle.pem");
        List<String> command = new ArrayList<>(List.of("openssl", "s_client", "-connect"));
        command.add("127.0.0.1:" + running.listener.port());
        command.addAll(List.of("-CAfile", bundle.toString(), "-alpn", "h2,http/1.1"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream()
                .write(("PUT " + REGISTER + " HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        .getBytes());
        process.getOutputStream().flush();
        String output = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return output;
    }
}
