package io.slipway.realclients;

import io.slipway.device.Endpoint;
import io.slipway.testing.Identity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The vendor's Java device SDK, in a JVM of its own that trusts the listener's authority and nothing else. */
final class JavaSdk {
    private static final Path PROJECT = Path.of("src", "test", "realclients", "pom.xml");
    private static final Path BUILT = Path.of("target", "realclients");
    private static final String PASSWORD = "trusting";
    private static final long PATIENCE_SECONDS = 120;

    /** What the device's program was told, or why it was not. */
    record Outcome(int exit, String said) {
        String value(String name) {
            return said.lines()
                    .filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(said));
        }
    }

    private JavaSdk() {}

    static Outcome register(ProvisioningService service, String id, byte[] key) {
        return register(service, "key", id, Base64.getEncoder().encodeToString(key));
    }

    /** @param above how many of its issuers the device presents */
    static Outcome register(ProvisioningService service, Identity device, int above) {
        try {
            Path folder = Files.createTempDirectory(built(), "device");
            List<String> arguments = new ArrayList<>(List.of("certificate"));
            arguments.add(write(folder.resolve("device.pem"), device.pem()));
            arguments.add(write(folder.resolve("device.key"), device.keyPem()));
            for (int i = 0; i < above; i++) {
                arguments.add(write(
                        folder.resolve("issuer-" + i + ".pem"),
                        Identity.pem(device.issuers().get(i))));
            }
            return register(service, arguments.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome register(ProvisioningService service, String... identity) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx64m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Djavax.net.ssl.trustStore=" + trustStore(),
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                "-cp",
                built().resolve("classes") + ":" + built().resolve("lib") + "/*",
                "Register",
                Endpoint.hostAndPort(),
                service.idScope()));
        command.addAll(List.of(identity));
        return run(command);
    }

    /** Compiled once per checkout; what it is made of comes from Maven Central by the ordinary build. */
    private static Path built() {
        if (!Files.exists(BUILT.resolve("classes/Register.class")) || !Files.exists(BUILT.resolve("lib"))) {
            Outcome build = run(List.of(
                    "./mvnw", "-q", "-B", "-ntp", "-f", PROJECT.toString(), "compile", "dependency:copy-dependencies"));
            if (build.exit() != 0) {
                throw new AssertionError("The vendor's SDK could not be built: " + build.said());
            }
        }
        return BUILT;
    }

    private static Outcome run(List<String> command) {
        try {
            Path output = Files.createTempFile(Files.createDirectories(BUILT), "output", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("No end after %d s: %s".formatted(PATIENCE_SECONDS, Files.readString(output)));
            }
            String said = Files.readString(output);
            Files.delete(output);
            return new Outcome(process.exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Path trustStore() {
        Path file = built().resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(
                    "slipway",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(
                                    Endpoint.trustBundle().getBytes(StandardCharsets.US_ASCII))));
            store.store(out, PASSWORD.toCharArray());
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String write(Path file, String text) throws IOException {
        return Files.writeString(file, text).toString();
    }
}
