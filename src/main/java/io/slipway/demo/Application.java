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
public final class Application {
    private static final Path PROGRAM = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final String PORT = "SLIPWAY_PORTAL_PORT";
    private static final int LINES_OF_LOG = 30;
    private final Path log;
    private final URI portal;
    private final Process process;

    private Application(Path log, URI portal, Process process) {
        this.log = log;
        this.portal = portal;
        this.process = process;
    }

    /** Does not wait until it is ready; {@code environment} has its port. */
    public static Application launch(Path log, Map<String, String> environment) {
        ProcessBuilder program = new ProcessBuilder(Java.path(), "-Xmx512m", "-jar", PROGRAM.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
        program.environment().putAll(environment);
        try {
            return new Application(log, URI.create("http://localhost:" + environment.get(PORT)), program.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Application start(DemoSettings settings, Map<String, String> environment) {
        try {
            Files.createDirectories(settings.applicationHome());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Application application = launch(settings.home().resolve("application.log"), environment);
        leftover(settings.home()).remember(application.process.toHandle());
        application.awaitReady();
        return application;
    }

    static Leftover leftover(Path home) {
        return new Leftover(home.resolve("application.pid"));
    }

    public void awaitReady() {
        if (!Answer.await(portal.resolve("/q/health/ready"), Duration.ofMinutes(3), process::isAlive)) {
            throw failure("Slipway did not become ready.");
        }
    }

    public URI portal() {
        return portal;
    }

    public ProcessHandle process() {
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
