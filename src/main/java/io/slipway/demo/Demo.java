package io.slipway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** {@code ./slipway demo}: starts PostgreSQL, Keycloak and Slipway, fills them, and stays until it is told to end. */
public final class Demo {
    private static final PrintStream OUT = System.out;
    /** Everything in the demo's home but Keycloak's distribution; named one by one, as the home may be a folder with more in it. */
    private static final List<String> MADE = List.of(
            "application",
            "application.log",
            "demo.json",
            "keycloak-data",
            "keycloak.log",
            "postgres",
            "postgres.log",
            "sample-data",
            "secrets.properties");

    private final DemoSettings settings;
    private final DemoProcesses processes;

    private Demo(DemoSettings settings) {
        this.settings = settings;
        this.processes = new DemoProcesses(settings.home());
    }

    public static void main(String... arguments) {
        try {
            Demo demo = new Demo(DemoSettings.from(System.getenv()));
            switch (arguments.length == 0 ? "" : arguments[0]) {
                case "" -> demo.run();
                case "--stop" -> demo.stop();
                case "--reset" -> demo.reset();
                default -> throw new DemoFailure("./slipway demo knows --stop and --reset, not " + arguments[0] + ".");
            }
        } catch (DemoFailure e) {
            fail(e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            fail("The demo cannot use its files: " + e);
        }
    }

    /** Says why, unless it was told to end: then everything fails in passing. */
    private static void fail(String sentence) {
        if (!DemoProcesses.ENDING.get()) {
            System.err.println("\n" + sentence);
        }
        System.exit(1);
    }

    private void run() throws IOException {
        processes.refuseSecondLauncher();
        requirePorts();
        Runtime.getRuntime().addShutdownHook(new Thread(processes::end));
        processes.rememberLauncher();
        DemoSecrets secrets = settings.secrets();
        CompletableFuture<KeycloakServer> identity = CompletableFuture.supplyAsync(
                () -> timed("Keycloak", () -> KeycloakServer.start(DemoEnvironment.ofKeycloak(settings, secrets))));
        EmbeddedDatabase database = timed("PostgreSQL", () -> EmbeddedDatabase.durable(settings.home(), secrets));
        KeycloakServer keycloak = join(identity);
        Application application = timed(
                "Slipway",
                () -> Application.start(
                        settings, DemoEnvironment.ofApplication(settings, secrets, database, keycloak)));
        JsonNode demo = DemoJson.write(settings, new SampleData(settings).load());
        OUT.println(Welcome.text(settings, demo));
        stayWith(application, keycloak);
    }

    private void requirePorts() throws IOException {
        processes.endLeftovers();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Ports.requireFree(settings.portalPort(), "SLIPWAY_PORTAL_PORT", loopback);
        Ports.requireFree(settings.keycloakPort(), "SLIPWAY_KEYCLOAK_PORT", loopback);
        Ports.requireFree(settings.devicePort(), "SLIPWAY_DEVICE_HTTPS_PORT", InetAddress.getByName("0.0.0.0"));
    }

    private static <T> T timed(String what, Supplier<T> start) {
        Instant begun = Instant.now();
        T started = start.get();
        OUT.printf(
                "%-10s ready after %.1f s%n",
                what, Duration.between(begun, Instant.now()).toMillis() / 1000.0);
        return started;
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private static void stayWith(Application application, KeycloakServer keycloak) {
        CompletableFuture.anyOf(
                        application.process().onExit(), keycloak.process().onExit())
                .join();
        if (!application.process().isAlive()) {
            throw application.failure("Slipway ended by itself.");
        }
        throw new DemoFailure("Keycloak ended by itself. What it said is in " + keycloak.log() + ".");
    }

    private void stop() {
        OUT.println(processes.stopLauncher() ? "The demo has ended." : "No demo is running.");
    }

    private void reset() throws IOException {
        processes.stopLauncher();
        for (String made : MADE) {
            Folder.delete(settings.home().resolve(made));
        }
        OUT.println("The demo's data are gone; the next ./slipway demo begins afresh.");
    }
}
