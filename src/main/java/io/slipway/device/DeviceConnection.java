package io.slipway.device;

import io.slipway.registration.Refusal;
import io.vertx.core.http.HttpConnection;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** One device's connection: what it presented in the handshake, and how long it may take for what it does now. */
class DeviceConnection {
    /** What a connection is doing, and the seconds it has for that. */
    enum Phase {
        /** Between requests, or sending a request's head. Some devices keep a connection for their next poll. */
        IDLE(60),
        /** Sending a body of at most 96 KB. */
        SENDING(20),
        /** Waiting for our answer. */
        WAITING(120);

        private final long nanos;

        Phase(int seconds) {
            this.nanos = seconds * 1_000_000_000L;
        }
    }

    private final HttpConnection connection;
    private Phase phase = Phase.IDLE;
    private long since = System.nanoTime();
    private List<X509Certificate> chain;

    DeviceConnection(HttpConnection connection) {
        this.connection = connection;
    }

    void is(Phase next) {
        phase = next;
        since = System.nanoTime();
    }

    boolean isOverdue(long now, double patience) {
        return now - since > phase.nanos * patience;
    }

    void close() {
        connection.close();
    }

    /** As presented: leaf first, duplicates and all; empty if the device presented nothing. */
    List<X509Certificate> chain() {
        if (chain == null) {
            chain = read(connection.sslSession());
        }
        return chain;
    }

    private static List<X509Certificate> read(SSLSession session) {
        try {
            // BoringSSL takes what the JDK cannot parse, and its certificates are parsed anew at each question.
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate presented : session.getPeerCertificates()) {
                chain.add((X509Certificate)
                        factory.generateCertificate(new ByteArrayInputStream(presented.getEncoded())));
            }
            return List.copyOf(chain);
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        } catch (GeneralSecurityException e) {
            throw new RefusedRequest(
                    Refusal.CERTIFICATE_REFUSED, "The certificate presented cannot be read: " + e.getMessage() + ".");
        }
    }
}
