package io.slipway.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A real Keycloak on loopback, as its makers ship it, with a realm imported on its first start.
 *
 * <p>Runs without {@code kc.sh}, so that the distribution is shared and unchanged while each server keeps its data in its own
 * folder, and so that ending one process ends it all.
 */
public final class KeycloakServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String REALM_FILE = "data/import/slipway-realm.json";
    private static final String IMPORTED = "imported-realm";
    /** What is decided once for the distribution; with it Keycloak is up in a third of the time of {@code start-dev}. */
    private static final List<String> BUILD = List.of("build", "--db=dev-file");

    private final Settings settings;
    private final Process process;
    private final Leftover leftover;

    /**
     * What a server needs: where Keycloak was unpacked, where its data and {@code keycloak.log} go, its port, its realm, and the
     * environment by which the realm's placeholders are filled.
     */
    public record Settings(Path distribution, Path home, int port, Realm realm, Map<String, String> environment) {
        public Path data() {
            return home.resolve("keycloak-data").toAbsolutePath();
        }

        Path log() {
            return home.resolve("keycloak.log");
        }

        public String url() {
            return "http://localhost:" + port;
        }

        public String realmUrl() {
            return url() + "/realms/slipway";
        }

        /** Of all that an import depends on. */
        public String fingerprint() {
            String imported = realm.toJson() + new TreeMap<>(environment);
            try {
                byte[] hash = MessageDigest.getInstance("SHA-256").digest(imported.getBytes(UTF_8));
                return HexFormat.of().formatHex(hash);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private KeycloakServer(Settings settings, Process process, Leftover leftover) {
        this.settings = settings;
        this.process = process;
        this.leftover = leftover;
    }

    public static KeycloakServer start(Settings settings) {
        try {
            Leftover leftover = leftover(settings.home());
            leftover.end();
            Files.createDirectories(settings.home());
            build(settings);
            prepareData(settings);
            Process process = launch(settings);
            leftover.remember(process.toHandle());
            KeycloakServer server = new KeycloakServer(settings, process, leftover);
            server.awaitRealm();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Leftover leftover(Path home) {
        return new Leftover(home.resolve("keycloak.pid"));
    }

    private static void build(Settings settings) throws IOException {
        Path done = settings.distribution().resolve("built-for-slipway");
        try (FileChannel lock = FileChannel.open(
                settings.distribution().resolve("build.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            if (!Files.exists(done)) {
                Process build = java(settings.distribution(), BUILD)
                        .redirectErrorStream(true)
                        .redirectOutput(settings.log().toFile())
                        .start();
                if (exitCode(build) != 0) {
                    throw new DemoFailure("Keycloak could not be built. What it said is in " + settings.log() + ".");
                }
                Files.createFile(done);
            }
        }
    }

    /** Links the distribution into the data folder, and begins anew when the realm is another than the one imported. */
    private static void prepareData(Settings settings) throws IOException {
        Path imported = settings.data().resolve(IMPORTED);
        if (!Files.exists(imported) || !Files.readString(imported).equals(settings.fingerprint())) {
            Folder.delete(settings.data());
            PrivateFile.write(
                    settings.data().resolve(REALM_FILE), settings.realm().toJson());
        }
        for (String part : List.of("bin", "conf", "lib", "providers", "themes", "version.txt")) {
            Path link = settings.data().resolve(part);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(
                    link, settings.distribution().toAbsolutePath().resolve(part));
        }
    }

    private static Process launch(Settings settings) throws IOException {
        List<String> start = List.of(
                "start",
                "--optimized",
                "--import-realm",
                "--cache=local",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + settings.port(),
                "--hostname=" + settings.url());
        ProcessBuilder keycloak = java(settings.data(), start)
                .redirectErrorStream(true)
                .redirectOutput(settings.log().toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        keycloak.environment().putAll(settings.environment());
        return keycloak.start();
    }

    /** The flags of {@code kc.sh} that matter, and those that make a small server start quickly. */
    private static ProcessBuilder java(Path home, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Java.path(),
                "-Xms64m",
                "-Xmx512m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dquarkus-log-max-startup-records=10000",
                "-Dpicocli.disable.closures=true",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        // The caller's own Keycloak or Quarkus settings are for another program.
        builder.environment().keySet().removeIf(name -> name.startsWith("KC_") || name.startsWith("QUARKUS_"));
        return builder;
    }

    private void awaitRealm() throws IOException {
        URI realm = URI.create(settings.realmUrl() + "/.well-known/openid-configuration");
        if (!Answer.await(realm, PATIENCE, process::isAlive)) {
            close();
            throw new DemoFailure("Keycloak did not start. What it said is in " + settings.log() + ".");
        }
        Files.writeString(settings.data().resolve(IMPORTED), settings.fingerprint());
        Files.deleteIfExists(settings.data().resolve(REALM_FILE));
    }

    private static int exitCode(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new DemoFailure("Interrupted while Keycloak was being built.", e);
        }
    }

    public String url() {
        return settings.url();
    }

    public String realmUrl() {
        return settings.realmUrl();
    }

    Path log() {
        return settings.log();
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        Leftover.end(process.toHandle(), Duration.ofSeconds(20));
        leftover.forget();
    }
}
