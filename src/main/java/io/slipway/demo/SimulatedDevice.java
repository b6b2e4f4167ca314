package io.slipway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.security.DerivedKey;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A device that registers over HTTPS as a real one does (protocol section 1). */
final class SimulatedDevice {
    private static final char[] NO_PASSWORD = {};
    private static final ObjectMapper JSON = new ObjectMapper();
    private final DemoSettings settings;
    private final String idScope;
    private final Path trustBundle;

    SimulatedDevice(DemoSettings settings, String idScope, Path trustBundle) {
        this.settings = settings;
        this.idScope = idScope;
        this.trustBundle = trustBundle;
    }

    /** Registers with a symmetric key; returns what the service answered. */
    JsonNode register(String registrationId, byte[] key) {
        return send(registrationId, sas(registrationId, key));
    }

    JsonNode registerInGroup(String registrationId, byte[] groupKey) {
        return register(registrationId, DerivedKey.of(groupKey, registrationId));
    }

    /** What a person types to register a device of the group, good for a day. */
    String command(String registrationId, byte[] groupKey) {
        return """
                curl --cacert '%1$s' -X PUT \\
                  'https://localhost:%2$d/%3$s/registrations/%4$s/register?api-version=2021-06-01' \\
                  -H 'Content-Type: application/json' -d '{"registrationId":"%4$s"}' \\
                  -H 'Authorization: %5$s'"""
                .formatted(
                        trustBundle,
                        settings.devicePort(),
                        idScope,
                        registrationId,
                        sas(registrationId, DerivedKey.of(groupKey, registrationId), Duration.ofDays(1)));
    }

    JsonNode register(String registrationId, SampleAuthority.Identity identity, X509Certificate... issuers) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            Certificate[] chain = new Certificate[issuers.length + 1];
            chain[0] = identity.certificate();
            System.arraycopy(issuers, 0, chain, 1, issuers.length);
            store.setKeyEntry("device", identity.key(), NO_PASSWORD, chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            return send(registrationId, null, keys);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode send(String registrationId, String authorization, KeyManagerFactory... keys) {
        try {
            String path = "/%s/registrations/%s/register?api-version=2021-06-01".formatted(idScope, registrationId);
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("https://localhost:" + settings.devicePort() + path))
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("registrationId", registrationId))));
            if (authorization != null) {
                request.header("Authorization", authorization);
            }
            HttpClient client = HttpClient.newBuilder().sslContext(tls(keys)).build();
            return JSON.readTree(
                    client.send(request.build(), BodyHandlers.ofString()).body());
        } catch (IOException | GeneralSecurityException e) {
            throw new DemoFailure(
                    "The simulated device " + registrationId + " could not reach the device endpoint: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("Interrupted.");
        }
    }

    private String sas(String registrationId, byte[] key) {
        return sas(registrationId, key, Duration.ofHours(1));
    }

    private String sas(String registrationId, byte[] key, Duration validity) {
        String resource = idScope + "/registrations/" + registrationId;
        long expiry = Instant.now().plus(validity).getEpochSecond();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] signature = mac.doFinal((resource + "\n" + expiry).getBytes(StandardCharsets.UTF_8));
            return "SharedAccessSignature sr=%s&sig=%s&se=%d&skn=registration"
                    .formatted(
                            resource,
                            URLEncoder.encode(Base64.getEncoder().encodeToString(signature), StandardCharsets.UTF_8),
                            expiry);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SSLContext tls(KeyManagerFactory... keys) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, NO_PASSWORD);
        trusted.setCertificateEntry(
                "slipway",
                io.slipway.x509.CertificateFile.parse(Files.readAllBytes(trustBundle))
                        .get(0));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.length == 0 ? null : keys[0].getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
