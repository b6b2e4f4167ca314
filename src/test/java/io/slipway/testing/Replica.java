package io.slipway.testing;

import static io.restassured.RestAssured.given;

import io.slipway.demo.Application;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Slipway as in production, a process of its own, that can be killed and started again. */
public final class Replica {
    /** It is killed before a better compiler pays, and its classes are those that other tests have verified. */
    private static final String JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"
            + " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote";

    private final String name;
    private final Path home;
    private final Map<String, String> environment;
    private volatile Application application;
    private volatile CompletableFuture<Void> starting =
            CompletableFuture.failedFuture(new IllegalStateException("not begun"));
    private volatile boolean hanging;
    private int starts;

    Replica(String name, Path home, Map<String, String> environment) {
        this.name = name;
        this.home = home;
        this.environment = new HashMap<>(environment);
        this.environment.putAll(Map.of(
                "JAVA_TOOL_OPTIONS",
                JAVA,
                "SLIPWAY_HOME",
                home.toString(),
                "SLIPWAY_REPLICA",
                "slipway " + name,
                "SLIPWAY_PORTAL_PORT",
                "" + Stack.freePort(),
                "SLIPWAY_DEVICE_HOST",
                "127.0.0.1",
                "SLIPWAY_DEVICE_HTTPS_PORT",
                "" + Stack.freePort(),
                "SLIPWAY_DATABASE_POOL",
                "8"));
    }

    @Override
    public String toString() {
        return name;
    }

    public String name() {
        return name;
    }

    /** Without waiting until it is ready. */
    public void launch() {
        try {
            Files.createDirectories(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        starts++;
        application = Application.launch(home.resolve(name + "-" + starts + ".log"), environment);
        starting = CompletableFuture.runAsync(application::awaitReady);
    }

    public void awaitReady() {
        starting.join();
    }

    /** As {@code kill -9} does: nothing of it runs any more. */
    public void kill() {
        hanging = false;
        starting = CompletableFuture.failedFuture(new IllegalStateException(name + " was killed"));
        if (application != null) {
            application.process().destroyForcibly();
            application.process().onExit().join();
        }
    }

    /** It does nothing until it {@link #goOn goes on}, as on a machine that is suspended; its connections stay. */
    public void hang() {
        hanging = true;
        signal("STOP");
    }

    public void goOn() {
        signal("CONT");
        hanging = false;
    }

    private void signal(String name) {
        try {
            String pid = Long.toString(application.process().pid());
            new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean isReady() {
        return !hanging && starting.isDone() && !starting.isCompletedExceptionally();
    }

    public String portal() {
        return application.portal().toString();
    }

    /** Where devices find it. */
    public String deviceHost() {
        return "localhost:" + environment.get("SLIPWAY_DEVICE_HTTPS_PORT");
    }

    /** How many devices it took off a hub since its start. */
    public int moved() {
        return given().get(portal() + "/q/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .filter(line -> line.startsWith("slipway_reassignment_moved_total"))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
