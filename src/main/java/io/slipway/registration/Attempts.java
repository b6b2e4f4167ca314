package io.slipway.registration;

import io.slipway.x509.Thumbprints;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes attempts of requests and what became of them. */
final class Attempts {
    // A registration ID that passed no check yet may be anything; the column takes what the protocol allows.
    private static final int LONGEST_ID = 128;

    private Attempts() {}

    static Attempt refused(Pending pending, Holding holding, Verdict.Refused verdict, Instant at) {
        return of(
                pending,
                holding,
                verdict.refusal().reason(),
                "refused",
                verdict.refusal().reason(),
                verdict.refusal().code(),
                verdict.sentence(),
                at);
    }

    static Attempt failed(Pending pending, Holding holding, DeviceRecord device, String reason, Instant at) {
        return of(pending, holding, reason, "failed", reason, device.errorCode(), device.errorMessage(), at);
    }

    static Attempt assigned(Pending pending, Holding holding, DeviceRecord device, Decided decided, Instant at) {
        String sentence = "Assigned to %s as %s.".formatted(device.hubHostName(), device.deviceId());
        return of(pending, holding, "assigned/" + at, "assigned", device.substatus(), null, sentence, at)
                .decidedBy(decided);
    }

    private static Attempt of(
            Pending pending,
            Holding holding,
            String kind,
            String outcome,
            String reason,
            Integer code,
            String sentence,
            Instant at) {
        RegisterDevice request = pending.request();
        String id = request.registrationId();
        return new Attempt(
                pending.scope().scopeId().value(),
                holding.isLeased() ? holding.holderId() : null,
                id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) : id,
                // Two holders of one day each have their own.
                holding.isLeased() ? kind + "@" + holding.holderId() : kind,
                outcome,
                reason,
                code,
                sentence,
                detail(request),
                request.transport().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                request.remoteAddress(),
                at);
    }

    private static Map<String, Object> detail(RegisterDevice request) {
        List<X509Certificate> chain = request.chain();
        return chain.isEmpty()
                ? null
                : Map.of("chain", chain.stream().map(Attempts::certificate).toList());
    }

    private static Map<String, Object> certificate(X509Certificate certificate) {
        Map<String, Object> parsed = new LinkedHashMap<>();
        parsed.put("subject", certificate.getSubjectX500Principal().getName());
        parsed.put("issuer", certificate.getIssuerX500Principal().getName());
        parsed.put("serialNumber", certificate.getSerialNumber().toString(16));
        parsed.put("notBefore", certificate.getNotBefore().toInstant());
        parsed.put("notAfter", certificate.getNotAfter().toInstant());
        parsed.put("sha256Thumbprint", Thumbprints.sha256(certificate));
        return parsed;
    }
}
