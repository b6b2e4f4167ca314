package io.slipway.x509;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.testing.TestVectors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The path validation cases of C2SP/x509-limbo, as if a device presented the certificates. */
class LimboTest {
    private static final String ANY_PURPOSE = "2.5.29.37.0";

    @TestFactory
    Stream<DynamicTest> every_applicable_case_agrees() throws IOException {
        Optional<Path> file = TestVectors.find("x509-limbo.json");
        if (file.isEmpty()) {
            return TestVectors.absent("x509-limbo.json");
        }
        List<PublicSuite.Case> cases = new ArrayList<>();
        for (JsonNode one : new ObjectMapper().readTree(file.get().toFile()).get("testcases")) {
            cases.add(new PublicSuite.Case(
                    one.get("id").asText(), one.get("expected_result").asText().equals("SUCCESS"), () -> judge(one)));
        }
        return PublicSuite.named("x509-limbo", "limbo-excluded.txt").tests(cases);
    }

    /** The suite leaves the order to the validator. A device sends one, so each that could be meant is presented. */
    private static Optional<String> judge(JsonNode one) {
        try {
            X509Certificate leaf =
                    CertificateFile.parse(one.get("peer_certificate").asText()).get(0);
            List<TrustedCa> anchors = certificates(one.get("trusted_certs")).stream()
                    .map(TrustedCa::of)
                    .toList();
            Instant at = one.get("validation_time").isNull()
                    ? Instant.now()
                    : OffsetDateTime.parse(one.get("validation_time").asText()).toInstant();
            Limits limits = limits(one);
            PathResult.Refused refused = null;
            for (List<X509Certificate> presented :
                    PossibleChains.of(leaf, certificates(one.get("untrusted_intermediates")))) {
                PathResult result = DevicePaths.validate(presented, anchors, at, limits);
                if (result instanceof PathResult.Trusted) {
                    return Optional.empty();
                }
                PathResult.Refused why = (PathResult.Refused) result;
                refused = refused == null || PossibleChains.isWrongChain(refused) ? why : refused;
            }
            return Optional.of(refused.reason() + " " + refused.sentence());
        } catch (UnreadableCertificate | Extensions.Malformed e) {
            return Optional.of("UNREADABLE " + e.getMessage());
        }
    }

    private static Limits limits(JsonNode one) {
        Limits limits = Limits.OF_DEVICES;
        if (one.get("validation_kind").asText().equals("SERVER")) {
            limits = limits.withPurposes(List.of("1.3.6.1.5.5.7.3.1", ANY_PURPOSE));
        }
        if (!one.get("max_chain_depth").isNull()) {
            limits = limits.withIntermediates(one.get("max_chain_depth").asInt());
        }
        List<X509CRL> lists = new ArrayList<>();
        one.get("crls").forEach(pem -> lists.add(list(pem.asText())));
        return lists.isEmpty() ? limits : limits.withRevocation(new Revocation(lists, List.of(), true));
    }

    private static X509CRL list(String pem) {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509")
                    .generateCRL(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException | CRLException e) {
            throw new UnreadableCertificate("The revocation list cannot be read: " + e.getMessage());
        }
    }

    private static List<X509Certificate> certificates(JsonNode pems) {
        List<X509Certificate> certificates = new ArrayList<>();
        pems.forEach(pem -> certificates.addAll(CertificateFile.parse(pem.asText())));
        return certificates;
    }
}
