package io.slipway.device;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Takes any client certificate: a refusal inside the handshake would look like a broken connection to the device and
 * leave no attempt (protocol section 1.7). The handshake still proves that the device holds the leaf's key.
 *
 * <p>It names no acceptable issuer: Java devices send no certificate at all to a server that lists issuers which are not
 * theirs (protocol section 0.7).
 */
class AnyClientCertificate extends X509ExtendedTrustManager {
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw notAClient();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw notAClient();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw notAClient();
    }

    private static CertificateException notAClient() {
        return new CertificateException("The device listener is a server; it trusts no other one.");
    }
}
