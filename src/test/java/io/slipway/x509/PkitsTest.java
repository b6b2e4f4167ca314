package io.slipway.x509;

import io.slipway.testing.TestVectors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** NIST's PKITS, whose chains are made of every certificate of the folder that could have signed the one below. */
class PkitsTest {
    private static final Instant WITHIN_ITS_TIME = Instant.parse("2010-06-01T00:00:00Z");
    /** NIST's arc of test policies; the settings of the cases name only the last number. */
    private static final String TEST_POLICY = "2.16.840.1.101.3.2.1.48.";

    private final List<X509Certificate> certificates = new ArrayList<>();
    private final List<X509CRL> lists = new ArrayList<>();

    @TestFactory
    Stream<DynamicTest> every_applicable_case_agrees() {
        Optional<Path> folder = TestVectors.find("pkits");
        if (folder.isEmpty()) {
            return TestVectors.absent("pkits");
        }
        files(folder.get().resolve("certs")).stream()
                .filter(file -> !isEndEntity(file))
                .forEach(file -> certificates.addAll(CertificateFile.parse(bytes(file))));
        files(folder.get().resolve("crls")).forEach(file -> lists.add(list(bytes(file))));
        return PublicSuite.named("PKITS", "pkits-excluded.txt").tests(cases(folder.get()));
    }

    private List<PublicSuite.Case> cases(Path folder) {
        List<PublicSuite.Case> cases = new ArrayList<>();
        Map<String, String> settings = PublicSuite.table("pkits-settings.txt");
        for (Path file : files(folder.resolve("certs"))) {
            String name = file.getFileName().toString().replace("EE.crt", "");
            List<String> special = settings.keySet().stream()
                    .filter(key -> key.split(" ")[0].equals(name))
                    .toList();
            if (isEndEntity(file) && special.isEmpty()) {
                cases.add(of(name, name.startsWith("Valid"), file, PolicySettings.ANY));
            }
            for (String key : special) {
                List<String> words = Arrays.asList(settings.get(key).split(" +"));
                cases.add(of(key, words.contains("valid"), file, settings(words)));
            }
        }
        return cases;
    }

    private PublicSuite.Case of(String id, boolean valid, Path file, PolicySettings settings) {
        return new PublicSuite.Case(id, valid, () -> judge(bytes(file), settings));
    }

    private Optional<String> judge(byte[] file, PolicySettings settings) {
        try {
            X509Certificate leaf = CertificateFile.fromDer(file);
            X509Certificate root = certificates.stream()
                    .filter(one -> one.getSubjectX500Principal().getName().contains("Trust Anchor"))
                    .findFirst()
                    .orElseThrow();
            List<X509Certificate> others =
                    certificates.stream().filter(one -> !one.equals(root)).toList();
            Limits limits = Limits.OF_DEVICES
                    .asOf2002()
                    .withPolicies(settings)
                    .withRevocation(new Revocation(lists, others, true));
            PathResult.Refused refused = null;
            for (List<X509Certificate> presented : PossibleChains.ordered(leaf, others)) {
                PathResult result =
                        DevicePaths.validate(presented, List.of(TrustedCa.of(root)), WITHIN_ITS_TIME, limits);
                if (result instanceof PathResult.Trusted) {
                    return Optional.empty();
                }
                PathResult.Refused why = (PathResult.Refused) result;
                refused = refused == null || PossibleChains.isWrongChain(refused) ? why : refused;
            }
            return Optional.of(refused.reason() + " " + refused.sentence());
        } catch (UnreadableCertificate e) {
            return Optional.of("UNREADABLE " + e.getMessage());
        }
    }

    /** Words {@code explicit}, {@code inhibit-mapping}, {@code inhibit-any} and the accepted policies by their last number. */
    private static PolicySettings settings(List<String> words) {
        Set<String> accepted = words.stream()
                .filter(word -> word.matches("[0-9]"))
                .map(number -> TEST_POLICY + number)
                .collect(Collectors.toSet());
        return new PolicySettings(
                accepted.isEmpty() ? Set.of(PolicyTree.ANY) : accepted,
                words.contains("explicit"),
                words.contains("inhibit-mapping"),
                words.contains("inhibit-any"));
    }

    private static boolean isEndEntity(Path file) {
        return file.toString().endsWith("EE.crt");
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static X509CRL list(byte[] der) {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        } catch (CertificateException | CRLException e) {
            throw new AssertionError(e);
        }
    }
}
