package io.slipway.registration;

import io.quarkus.logging.Log;
import io.slipway.hub.LinkedHub;
import io.slipway.plugin.Connectors;
import io.slipway.spi.HubConnector;
import io.slipway.spi.HubIdentity;
import io.slipway.spi.HubTwin;
import io.slipway.spi.HubWrite;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.eclipse.microprofile.context.ManagedExecutor;

/** Writes device identities through the connectors of their hubs. */
@ApplicationScoped
class HubWrites {
    // The shortest patience among SDKs is 10 s for a poll (protocol section 1.4).
    private static final long PATIENCE_SECONDS = 5;
    private final Connectors connectors;
    private final ManagedExecutor executor;

    HubWrites(Connectors connectors, ManagedExecutor executor) {
        this.connectors = connectors;
        this.executor = executor;
    }

    /**
     * Writes to one hub, without waiting.
     *
     * @param done gets a result per step, in order, on a thread that may block; an unreachable hub fails every step
     * @param slow is called, before {@code done}, if the hub has not answered for the seconds it is given
     */
    void put(List<HubStep> steps, Consumer<List<HubWrite>> done, LongConsumer slow) {
        LinkedHub hub = steps.get(0).hub();
        CompletableFuture<List<HubWrite>> writes = withTwins(steps)
                .thenCompose(ready -> connector(hub).put(hub.target(), ready))
                .exceptionally(thrown -> unreachable(hub, steps, thrown))
                .toCompletableFuture();
        writes.thenAcceptAsync(done, executor);
        CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS, executor)
                .execute(() -> {
                    if (!writes.isDone()) {
                        slow.accept(PATIENCE_SECONDS);
                    }
                });
    }

    private CompletionStage<List<HubIdentity>> withTwins(List<HubStep> steps) {
        Map<LinkedHub, List<HubStep>> leaving = steps.stream()
                .filter(HubStep::migrates)
                .filter(step -> step.left().isPresent())
                .collect(Collectors.groupingBy(step -> step.left().orElseThrow()));
        CompletionStage<Map<String, HubTwin>> twins = CompletableFuture.completedFuture(Map.of());
        for (Map.Entry<LinkedHub, List<HubStep>> entry : leaving.entrySet()) {
            twins = twins.thenCombine(twins(entry.getKey(), deviceIds(entry.getValue())), HubWrites::merged);
        }
        return twins.thenApply(found -> steps.stream()
                .map(step -> step.migrates()
                                && found.containsKey(step.identity().deviceId())
                        ? step.with(initialTwin(found.get(step.identity().deviceId())))
                                .identity()
                        : step.identity())
                .toList());
    }

    private CompletionStage<Map<String, HubTwin>> twins(LinkedHub hub, List<String> deviceIds) {
        return connector(hub).twins(hub.target(), deviceIds).thenApply(found -> found.stream()
                .collect(Collectors.toMap(HubTwin::deviceId, twin -> twin)));
    }

    private static Map<String, HubTwin> merged(Map<String, HubTwin> some, Map<String, HubTwin> more) {
        Map<String, HubTwin> all = new java.util.HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private static String initialTwin(HubTwin twin) {
        return "{\"tags\":%s,\"properties\":{\"desired\":%s}}".formatted(twin.tagsJson(), twin.desiredJson());
    }

    private static List<HubWrite> unreachable(LinkedHub hub, List<HubStep> steps, Throwable thrown) {
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        Log.warnf(
                "Could not write %d devices to %s; they are told so and may try again: %s",
                steps.size(), hub.hostName(), cause);
        String sentence = "The hub %s could not be reached: %s".formatted(hub.hostName(), cause.getMessage());
        return steps.stream()
                .map(step -> new HubWrite(step.identity().deviceId(), sentence))
                .toList();
    }

    private HubConnector connector(LinkedHub hub) {
        return connectors.of(hub.connector());
    }

    private static List<String> deviceIds(List<HubStep> steps) {
        return steps.stream().map(step -> step.identity().deviceId()).toList();
    }
}
