package io.slipway.plugin;

import io.slipway.spi.HubConnector;
import io.slipway.spi.HubDirectory;
import io.slipway.spi.HubHealth;
import io.slipway.spi.HubTarget;
import io.slipway.spi.HubUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The hub connectors that are installed. */
@ApplicationScoped
public class Connectors {
    private static final int SECONDS = 10;
    private static final String NO_ANSWER = "The hub did not answer within %d seconds.".formatted(SECONDS);
    private final Map<String, HubConnector> byName;

    Connectors(@Any Instance<HubConnector> installed) {
        this.byName = installed.stream().collect(Collectors.toUnmodifiableMap(HubConnector::name, Function.identity()));
    }

    /** All of them, by label. */
    public List<HubConnector> installed() {
        return byName.values().stream()
                .sorted(Comparator.comparing(HubConnector::label))
                .toList();
    }

    public Optional<HubConnector> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The connector if its hubs can be searched. */
    public Optional<HubDirectory> directory(String name) {
        return find(name).filter(HubDirectory.class::isInstance).map(HubDirectory.class::cast);
    }

    /** Throws {@link HubUnavailable} if a hub names a connector that was taken away. */
    public HubConnector of(String name) {
        return find(name)
                .orElseThrow(() -> new HubUnavailable(
                        "The connector \"%s\" is not installed. Installed are: %s."
                                .formatted(
                                        name, byName.keySet().stream().sorted().collect(Collectors.joining(", "))),
                        null));
    }

    /** A connector's check within a limit; whatever goes wrong is an unhealthy hub with a sentence about it. */
    public CompletionStage<HubHealth> check(String connector, HubTarget hub) {
        try {
            return of(connector)
                    .check(hub)
                    .toCompletableFuture()
                    .copy()
                    .orTimeout(SECONDS, TimeUnit.SECONDS)
                    .exceptionally(
                            thrown -> unhealthy(thrown instanceof CompletionException ? thrown.getCause() : thrown));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(unhealthy(e));
        }
    }

    /** Waits for a connector's answer, up to a limit; throws {@link HubUnavailable} and nothing else. */
    public <T> T await(CompletionStage<T> answer) {
        try {
            return answer.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw unavailable(e.getCause());
        } catch (TimeoutException e) {
            throw new HubUnavailable(NO_ANSWER, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HubUnavailable("Slipway is shutting down.", e);
        }
    }

    private static HubHealth unhealthy(Throwable cause) {
        return cause instanceof TimeoutException
                ? new HubHealth(false, NO_ANSWER)
                : new HubHealth(false, unavailable(cause).getMessage());
    }

    private static HubUnavailable unavailable(Throwable cause) {
        return cause instanceof HubUnavailable known
                ? known
                : new HubUnavailable("The connector failed: " + cause.getMessage(), cause);
    }
}
