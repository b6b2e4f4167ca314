package io.slipway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Slipway itself as a process of its own, started as in production and configured by its environment alone. */
final class Application {
    private static final Path PROGRAM = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final int LINES_OF_LOG = 30;
    private final Path log;
    private final Process process;

    private Application(Path log, Process process) {
        this.log = log;
        this.process = process;
    }

    static Application start(DemoSettings settings, Map<String, String> environment) {
        Path log = settings.home().resolve("application.log");
        try {
            Files.createDirectories(settings.applicationHome());
            ProcessBuilder program = new ProcessBuilder(Java.path(), "-Xmx512m", "-jar", PROGRAM.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
            program.environment().putAll(environment);
            Application application = new Application(log, program.start());
            leftover(settings.home()).remember(application.process.toHandle());
            application.awaitReady(URI.create(settings.portalUrl() + "/q/health/ready"));
            return application;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Leftover leftover(Path home) {
        return new Leftover(home.resolve("application.pid"));
    }

    private void awaitReady(URI health) {
        if (!Answer.await(health, Duration.ofMinutes(3), process::isAlive)) {
            throw failure("Slipway did not become ready.");
        }
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    DemoFailure failure(String sentence) {
        return new DemoFailure(sentence + " The end of " + log + ":\n\n" + endOfLog());
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
        } catch (IOException e) {
            return "(" + e.getMessage() + ")";
        }
    }
}
