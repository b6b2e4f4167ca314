package io.slipway.device;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The TLS every listener of the device plane shares. */
@Singleton
class DeviceTls {
    private static final Logger LOG = Logger.getLogger(DeviceTls.class);
    /** Forward secrecy and authenticated encryption only; what the vendor's own list begins with. */
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private final CertificateSource source;
    private final TlsEngine engine;
    private final LiveKeyManager keys;
    private volatile Optional<String> trustBundle;
    private String complaint = "";

    @Inject
    DeviceTls(
            @ConfigProperty(name = "slipway.home") Path home,
            @ConfigProperty(name = "slipway.device.certificate") Optional<Path> certificate,
            @ConfigProperty(name = "slipway.device.key") Optional<Path> key,
            @ConfigProperty(name = "slipway.device.trust-bundle") Optional<Path> trustBundle,
            ServerNames names,
            Clock clock) {
        this(source(home, certificate, key, trustBundle, names, clock), TlsEngine.best());
    }

    DeviceTls(CertificateSource source, TlsEngine engine) {
        this.source = source;
        this.engine = engine;
        try {
            this.keys = new LiveKeyManager(source.first());
            this.trustBundle = source.trustBundle();
        } catch (UnusableCertificate e) {
            throw new IllegalStateException("The device listener has no certificate. " + e.getMessage(), e);
        }
        LOG.infof("Devices see the certificate of %s until %s.", source.description(), end());
    }

    /** Client certificates are asked for on every listener, and needed on none (protocol section 0.7). */
    void secure(NetServerOptions options) {
        options.setSsl(true)
                .setUseAlpn(false)
                .setSslEngineOptions(engine.options())
                .setKeyCertOptions(engine.keyCertOptions(keys))
                .setTrustOptions(TrustOptions.wrap(new AnyClientCertificate()))
                .setClientAuth(ClientAuth.REQUEST)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setSslHandshakeTimeout(10)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS);
        CIPHERS.forEach(options::addEnabledCipherSuite);
    }

    Optional<String> trustBundle() {
        return trustBundle;
    }

    /** Looks for a newer certificate and shows it from the next handshake on. May block. */
    void refresh() {
        try {
            source.newer().ifPresent(newer -> {
                keys.show(newer);
                LOG.infof("Devices see a new certificate of %s until %s.", source.description(), end());
            });
            trustBundle = source.trustBundle();
            complaint = "";
        } catch (UnusableCertificate e) {
            complain(e.getMessage());
        }
    }

    /** Once per complaint: this is asked every few seconds. */
    private void complain(String sentence) {
        if (!sentence.equals(complaint)) {
            complaint = sentence;
            LOG.warnf(
                    "%s Devices go on seeing the certificate that ends %s; the files are looked at again when they change.",
                    sentence, end());
        }
    }

    private Object end() {
        return keys.current().leaf().getNotAfter().toInstant();
    }

    private static CertificateSource source(
            Path home,
            Optional<Path> certificate,
            Optional<Path> key,
            Optional<Path> trustBundle,
            ServerNames names,
            Clock clock) {
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalStateException(
                    "Set both SLIPWAY_DEVICE_CERTIFICATE and SLIPWAY_DEVICE_KEY, or neither of them.");
        }
        return certificate.isPresent()
                ? new CertificateFiles(certificate.get(), key.get(), trustBundle, clock)
                : new LocalCertificate(home.resolve("device-tls"), names, clock);
    }
}
