package io.slipway.builtinhub;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import io.slipway.security.Secrets;
import io.slipway.spi.HubConnector;
import io.slipway.spi.HubDirectory;
import io.slipway.spi.HubEntry;
import io.slipway.spi.HubHealth;
import io.slipway.spi.HubIdentity;
import io.slipway.spi.HubTarget;
import io.slipway.spi.HubTwin;
import io.slipway.spi.HubUnavailable;
import io.slipway.spi.HubWrite;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The hub that comes with Slipway: identities and twins in PostgreSQL, written as the account that owns the hub. */
@ApplicationScoped
public class BuiltInHub implements HubConnector, HubDirectory {
    /** Half the device plane's connections, so that registrations always find one. */
    private static final int THREADS = 4;

    private static final int WAITING = 1_000;
    /** What has not begun by then is not done at all: whoever asked for it has given up, and may have asked for something else. */
    private static final Duration LATEST_BEGIN = Duration.ofSeconds(8);

    private final DeviceTransactions transactions;
    private final IdentityStore store;
    private final Secrets secrets;
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            work -> new Thread(work, "built-in-hub"));

    BuiltInHub(DeviceTransactions transactions, IdentityStore store, Secrets secrets) {
        this.transactions = transactions;
        this.store = store;
        this.secrets = secrets;
    }

    @Override
    public String name() {
        return "built-in";
    }

    @Override
    public String label() {
        return "Built-in hub";
    }

    @Override
    public String settingsSchema() {
        return """
                {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "properties": {},
                 "additionalProperties": false}""";
    }

    @Override
    public CompletionStage<HubHealth> check(HubTarget hub) {
        return in(hub, tx -> {
            store.touch(tx);
            return new HubHealth(true, "Slipway's own database answers.");
        });
    }

    @Override
    public CompletionStage<List<HubWrite>> put(HubTarget hub, List<HubIdentity> identities) {
        return in(hub, tx -> {
            Map<String, HubWrite> results = new LinkedHashMap<>();
            List<IdentityRow> rows = new ArrayList<>();
            for (HubIdentity identity : identities) {
                results.put(identity.deviceId(), collect(hub, identity, rows));
            }
            store.put(tx, hub, rows);
            return List.copyOf(results.values());
        });
    }

    @Override
    public CompletionStage<List<HubWrite>> remove(HubTarget hub, List<String> deviceIds) {
        return in(hub, tx -> {
            store.remove(tx, hub, deviceIds);
            return deviceIds.stream().map(HubWrite::done).toList();
        });
    }

    @Override
    public CompletionStage<List<HubTwin>> twins(HubTarget hub, List<String> deviceIds) {
        return in(hub, tx -> store.twins(tx, hub, deviceIds));
    }

    @Override
    public CompletionStage<List<HubWrite>> enable(HubTarget hub, List<String> deviceIds, boolean enabled) {
        return in(hub, tx -> {
            store.enable(tx, hub, deviceIds, enabled ? "enabled" : "disabled");
            return deviceIds.stream().map(HubWrite::done).toList();
        });
    }

    @Override
    public CompletionStage<HubWrite> changeDesired(
            HubTarget hub, String deviceId, String desiredJson, int expectedVersion) {
        return in(hub, tx -> {
            if (store.changeDesired(tx, hub, deviceId, desiredJson, expectedVersion)) {
                return HubWrite.done(deviceId);
            }
            return store.twins(tx, hub, List.of(deviceId)).stream()
                    .findFirst()
                    .map(twin -> unchanged(twin, desiredJson, expectedVersion))
                    .orElseGet(() -> new HubWrite(deviceId, "The hub does not know this device."));
        });
    }

    @Override
    public CompletionStage<Long> count(HubTarget hub, int limit) {
        return in(hub, tx -> store.count(tx, hub, limit));
    }

    @Override
    public CompletionStage<List<HubEntry>> list(HubTarget hub, String prefix, String after, int limit) {
        return in(hub, tx -> store.list(tx, hub, prefix, after, limit));
    }

    @PreDestroy
    void stop() {
        executor.shutdown();
    }

    private static HubWrite unchanged(HubTwin twin, String desiredJson, int expectedVersion) {
        boolean isRepeated = twin.desiredVersion() == expectedVersion + 1
                && twin.desiredJson().equals(desiredJson);
        return isRepeated
                ? HubWrite.done(twin.deviceId())
                : new HubWrite(
                        twin.deviceId(),
                        "The desired properties were changed meanwhile; they are at version %d by now."
                                .formatted(twin.desiredVersion()));
    }

    private HubWrite collect(HubTarget hub, HubIdentity identity, List<IdentityRow> rows) {
        try {
            rows.add(IdentityRow.of(hub, identity, secrets));
            return HubWrite.done(identity.deviceId());
        } catch (IllegalArgumentException e) {
            return new HubWrite(identity.deviceId(), e.getMessage());
        }
    }

    private <T> CompletionStage<T> in(HubTarget hub, Function<AccountTx, T> work) {
        Actor slipway = Actor.system(new AccountId(hub.accountId()));
        long asked = System.nanoTime();
        try {
            return CompletableFuture.supplyAsync(
                            () -> {
                                requireInTime(asked);
                                return transactions.in(slipway, work);
                            },
                            executor)
                    .exceptionallyCompose(thrown -> CompletableFuture.failedFuture(unavailable(hub, thrown)));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(
                    new HubUnavailable("The built-in hub has too much to do. Try again in a moment.", e));
        }
    }

    private static void requireInTime(long asked) {
        if (System.nanoTime() - asked > LATEST_BEGIN.toNanos()) {
            throw new IllegalStateException("It had too much else to do.");
        }
    }

    private static HubUnavailable unavailable(HubTarget hub, Throwable thrown) {
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        return new HubUnavailable(
                "The built-in hub %s could not do its work: %s"
                        .formatted(
                                hub.hostName(),
                                String.valueOf(cause.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("no reason given")),
                cause);
    }
}
