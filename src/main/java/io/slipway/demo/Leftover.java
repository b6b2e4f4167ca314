package io.slipway.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers a process in a file, so that the next start can end what a killed launcher left running.
 *
 * <p>The start time is kept with the id, because ids are used again and somebody else's process must not be ended.
 */
final class Leftover {
    private final Path file;

    Leftover(Path file) {
        this.file = file;
    }

    void remember(ProcessHandle process) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, process.pid() + " " + startedAt(process));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<ProcessHandle> process() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String[] remembered = Files.readString(file).strip().split(" ");
            return ProcessHandle.of(Long.parseLong(remembered[0]))
                    // A dead process that nobody has buried yet has no command any more.
                    .filter(process -> process.info().command().isPresent())
                    .filter(process -> startedAt(process) == Long.parseLong(remembered[1]));
        } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    void end() {
        process().ifPresent(process -> end(process, Duration.ofSeconds(20)));
        forget();
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void end(ProcessHandle process, Duration patience) {
        process.destroy();
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            process.destroyForcibly();
        }
    }

    private static long startedAt(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(instant -> instant.getEpochSecond())
                .orElse(0L);
    }
}
