package io.slipway.device;

import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.vertx.core.Vertx;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.X509KeyManager;
import org.jboss.logging.Logger;

/** Who does the TLS: BoringSSL does about twice the JDK's handshakes, but exists only where its native library loads. */
enum TlsEngine {
    BORINGSSL {
        /** Sessions are not kept here; one that a client resumes by ticket brings its chain with it. */
        @Override
        SSLEngineOptions options() {
            return new OpenSSLEngineOptions().setSessionCacheEnabled(false);
        }

        @Override
        KeyManagerFactory keyManagerFactory(KeyManagerFactory factory) {
            return new OpenSslCachingX509KeyManagerFactory(factory);
        }
    },
    JDK {
        @Override
        SSLEngineOptions options() {
            return new JdkSSLEngineOptions();
        }

        @Override
        KeyManagerFactory keyManagerFactory(KeyManagerFactory factory) {
            return factory;
        }
    };

    private static final Logger LOG = Logger.getLogger(TlsEngine.class);

    static TlsEngine best() {
        if (OpenSSLEngineOptions.isAvailable()) {
            LOG.info("Devices' TLS is BoringSSL's.");
            return BORINGSSL;
        }
        LOG.info("Devices' TLS is the JDK's, at about half the handshakes per second:"
                + " BoringSSL's native library does not load here.");
        return JDK;
    }

    abstract SSLEngineOptions options();

    abstract KeyManagerFactory keyManagerFactory(KeyManagerFactory factory);

    KeyCertOptions keyCertOptions(X509KeyManager keys) {
        return new Keys(KeyCertOptions.wrap(keys));
    }

    private class Keys implements KeyCertOptions {
        private final KeyCertOptions wrapped;

        Keys(KeyCertOptions wrapped) {
            this.wrapped = wrapped;
        }

        @Override
        public KeyCertOptions copy() {
            return this;
        }

        @Override
        public KeyManagerFactory getKeyManagerFactory(Vertx vertx) throws Exception {
            return keyManagerFactory(wrapped.getKeyManagerFactory(vertx));
        }
    }
}
