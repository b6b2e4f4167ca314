package io.slipway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** Two replicas on an empty database of their own, which the application under test knows nothing of. */
public final class Replicas implements AutoCloseable {
    private final String database =
            "replicas_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final Path home = Stack.FOLDER.resolve(database).toAbsolutePath();
    private final List<Replica> replicas;

    /** @param more settings, by their names in the environment */
    public Replicas(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Stack.environment(database));
        environment.putAll(more);
        replicas = List.of(new Replica("a", home, environment), new Replica("b", home, environment));
        Stack.atTheEnd(this::close);
        // The first makes the authority that both show to devices.
        replicas.get(0).launch();
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> Files.exists(trustBundleFile()));
        replicas.get(1).launch();
        replicas.forEach(Replica::awaitReady);
    }

    public List<Replica> all() {
        return replicas;
    }

    /** One that answers; waits for one that starts if there is none. */
    public Replica any() {
        Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> replicas.stream()
                .anyMatch(Replica::isReady));
        return replicas.stream().filter(Replica::isReady).findFirst().orElseThrow();
    }

    public Calls calls(String slug) {
        return Calls.as(slug, () -> any().portal());
    }

    public Sql everything() {
        return Sql.everything(database);
    }

    public String database() {
        return database;
    }

    public String trustBundle() {
        try {
            return Files.readString(trustBundleFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path trustBundleFile() {
        return home.resolve("device-tls").resolve("trust-bundle.pem");
    }

    /** Leaves the logs for whoever looks for the reason of a failure. */
    @Override
    public void close() {
        replicas.forEach(Replica::kill);
    }
}
