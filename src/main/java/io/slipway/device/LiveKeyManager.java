package io.slipway.device;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Gives each handshake the certificate of the moment, so that a new one needs neither a restart nor the help of the server
 * that listens; connections go on with the one they began with.
 *
 * <p>Each certificate has an alias of its own, because BoringSSL keeps parsed keys by alias.
 */
class LiveKeyManager extends X509ExtendedKeyManager {
    private final Map<String, ServerCertificate> byAlias = new ConcurrentHashMap<>();
    private volatile String alias;
    private int version;

    LiveKeyManager(ServerCertificate first) {
        show(first);
    }

    /** A handshake may be between choosing the alias and asking for its key, so the one before stays known. */
    final synchronized void show(ServerCertificate certificate) {
        String before = alias;
        String next = "certificate-" + ++version;
        byAlias.put(next, certificate);
        alias = next;
        byAlias.keySet().removeIf(known -> !known.equals(next) && !known.equals(before));
    }

    ServerCertificate current() {
        return byAlias.get(alias);
    }

    /** The JDK says EC or RSA, netty's BoringSSL EC_EC or EC_RSA for the way keys are agreed on. */
    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        String chosen = alias;
        String algorithm = byAlias.get(chosen).key().getAlgorithm();
        return keyType.equals(algorithm) || keyType.endsWith("_" + algorithm) ? chosen : null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        ServerCertificate certificate = byAlias.get(alias);
        return certificate == null ? null : certificate.chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        ServerCertificate certificate = byAlias.get(alias);
        return certificate == null ? null : certificate.key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return new String[] {alias};
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
