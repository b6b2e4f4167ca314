package io.slipway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** What the demo has running. All of it is found again by its pid files, also after the launcher was killed. */
final class DemoProcesses {
    static final AtomicBoolean ENDING = new AtomicBoolean();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final Path home;
    private final Leftover launcher;

    DemoProcesses(Path home) {
        this.home = home;
        this.launcher = new Leftover(home.resolve("demo.pid"));
    }

    void refuseSecondLauncher() {
        launcher.process().ifPresent(process -> {
            throw new DemoFailure(
                    "A demo is running already (process " + process.pid()
                            + "). ./slipway demo --stop ends it; with another SLIPWAY_HOME and other ports a second one can run beside it.");
        });
    }

    void rememberLauncher() {
        launcher.remember(ProcessHandle.current());
    }

    /** Called as the launcher's last act. */
    void end() {
        ENDING.set(true);
        endLeftovers();
        launcher.forget();
    }

    /** The application first, so that nobody is connected when the database ends. */
    void endLeftovers() {
        try {
            Application.leftover(home).end();
            KeycloakServer.leftover(home).end();
            EmbeddedDatabase.endLeftover(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** False when none was running; what a killed one left is ended all the same. */
    boolean stopLauncher() {
        Optional<ProcessHandle> running = launcher.process();
        running.ifPresent(process -> Leftover.end(process, PATIENCE));
        end();
        return running.isPresent();
    }
}
