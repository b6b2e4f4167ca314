package io.slipway.bench;

import io.slipway.security.DerivedKey;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Devices that register; each run names its own, so that a first registration is one. */
final class Devices {
    private final String idScope;
    private final byte[] groupKey;
    private final String run;

    Devices(Installation demo, String run) {
        this.idScope = demo.idScope();
        this.groupKey = demo.groupKey();
        this.run = run;
    }

    String id(String kind, int number) {
        return "bench-" + run + "-" + kind + "-" + number;
    }

    void registerWithKey(DeviceConnection connection, String id) throws IOException, GeneralSecurityException {
        requireAssigned(connection.put(path(id), token(id), body(id)));
    }

    void registerWithCertificate(DeviceConnection connection, String id) throws IOException {
        requireAssigned(connection.put(path(id), null, body(id)));
    }

    private static void requireAssigned(String answer) throws IOException {
        if (!answer.contains("\"status\":\"assigned\"")) {
            throw new IOException("A device was not assigned: " + answer);
        }
    }

    private String path(String id) {
        return "/" + idScope + "/registrations/" + id + "/register?api-version=2021-06-01";
    }

    private static String body(String id) {
        return "{\"registrationId\":\"" + id + "\"}";
    }

    private String token(String id) throws GeneralSecurityException {
        String resource = idScope + "/registrations/" + id;
        long end = Instant.now().plusSeconds(3600).getEpochSecond();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(DerivedKey.of(groupKey, id), "HmacSHA256"));
        String signature = Base64.getEncoder()
                .encodeToString(mac.doFinal((resource + "\n" + end).getBytes(StandardCharsets.UTF_8)));
        return "SharedAccessSignature sr=%s&sig=%s&se=%d&skn=registration"
                .formatted(resource, URLEncoder.encode(signature, StandardCharsets.UTF_8), end);
    }
}
