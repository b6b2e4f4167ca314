package io.slipway.realclients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.device.Endpoint;
import io.slipway.security.DerivedKey;
import io.slipway.testing.ClientChain;
import io.slipway.testing.Identity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A device that speaks plain HTTPS and may send what no SDK would. */
final class RawDevice {
    static final String VERSION = "api-version=2021-06-01";
    private static final ObjectMapper JSON = new ObjectMapper();
    private final String host;
    private final String idScope;
    private final String id;
    private final String authorization;
    private final HttpClient http;

    /** What came back. */
    record Answer(int status, String errorCodeHeader, JsonNode body) {
        /** The operation's status or, of a status lookup, the registration's. */
        String state() {
            return body.path("status").asText();
        }

        String hub() {
            return registration().path("assignedHub").asText();
        }

        String deviceId() {
            return registration().path("deviceId").asText();
        }

        String substatus() {
            return registration().path("substatus").asText();
        }

        /** Where an operation answers it, else the answer itself. */
        JsonNode registration() {
            return body.has("registrationState") ? body.path("registrationState") : body;
        }

        int errorCode() {
            return body.path("errorCode").asInt(registration().path("errorCode").asInt());
        }

        String reason() {
            return body.at("/info/reason").asText();
        }

        String message() {
            return body.path("message")
                    .asText(registration().path("errorMessage").asText());
        }
    }

    private RawDevice(String idScope, String id, String authorization, SSLContext tls) {
        this(Endpoint.hostAndPort(), idScope, id, authorization, client(tls));
    }

    private RawDevice(String host, String idScope, String id, String authorization, HttpClient http) {
        this.host = host;
        this.idScope = idScope;
        this.id = id;
        this.authorization = authorization;
        this.http = http;
    }

    /** At another application than the one under test, and with a connection that devices share. */
    static RawDevice at(String host, HttpClient http, String idScope, String id, byte[] groupKey) {
        String token = token(idScope + "/registrations/" + id, DerivedKey.of(groupKey, id), 3600);
        return new RawDevice(host, idScope, id, token, http);
    }

    /** @param trustBundle the authority of the listener's certificate, as PEM */
    static HttpClient trusting(String trustBundle) {
        return client(tls(trustBundle));
    }

    static RawDevice withKey(ProvisioningService service, String id, byte[] key) {
        return withToken(service.idScope(), id, token(service.idScope() + "/registrations/" + id, key, 3600));
    }

    static RawDevice inGroup(ProvisioningService service, String id, byte[] groupKey) {
        return withKey(service, id, DerivedKey.of(groupKey, id));
    }

    static RawDevice withToken(String idScope, String id, String token) {
        return new RawDevice(idScope, id, token, tls());
    }

    static RawDevice withNothing(ProvisioningService service, String id) {
        return new RawDevice(service.idScope(), id, null, tls());
    }

    /** @param above how many of its issuers it presents */
    static RawDevice withCertificate(ProvisioningService service, String id, Identity device, int above) {
        return withChain(service, id, device.presenting(above), device.key());
    }

    /** In a scope that somebody made by hand. */
    static RawDevice withCertificate(String idScope, String id, Identity device, int above) {
        return new RawDevice(idScope, id, null, tls(new ClientChain(device.presenting(above), device.key())));
    }

    static RawDevice withChain(ProvisioningService service, String id, List<X509Certificate> chain, PrivateKey key) {
        return new RawDevice(service.idScope(), id, null, tls(new ClientChain(chain, key)));
    }

    Answer register() {
        return register(Map.of("registrationId", id));
    }

    Answer register(Object body) {
        return send("PUT", "/register?" + VERSION, body);
    }

    Answer operation(String operationId) {
        return send("GET", "/operations/" + operationId + "?" + VERSION, null);
    }

    Answer lookUp() {
        return send("POST", "?" + VERSION, Map.of("registrationId", id));
    }

    static String token(String resource, byte[] key, long seconds) {
        long expiry = Instant.now().plusSeconds(seconds).getEpochSecond();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] signature = mac.doFinal((resource + "\n" + expiry).getBytes(StandardCharsets.UTF_8));
            return "SharedAccessSignature sr=%s&sig=%s&se=%d&skn=registration"
                    .formatted(resource, encoded(Base64.getEncoder().encodeToString(signature)), expiry);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private Answer send(String method, String path, Object body) {
        URI address = URI.create("https://%s/%s/registrations/%s%s".formatted(host, idScope, encoded(id), path));
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            body == null
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
            if (authorization != null) {
                request.header("Authorization", authorization);
            }
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("x-ms-error-code").orElse(null),
                    JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        // In a path a plus is a plus.
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static HttpClient client(SSLContext tls) {
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private static SSLContext tls(KeyManager... keys) {
        return tls(Endpoint.trustBundle(), keys);
    }

    private static SSLContext tls(String trustBundle, KeyManager... keys) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "slipway",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(trustBundle.getBytes(StandardCharsets.US_ASCII))));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }
}
