package io.slipway.hub;

import static io.slipway.account.Permission.VIEW_HUBS;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.db.Keyset;
import io.slipway.plugin.Connectors;
import io.slipway.spi.HubDirectory;
import io.slipway.spi.HubEntry;
import io.slipway.spi.HubTarget;
import io.slipway.spi.HubTwin;
import io.slipway.spi.HubUnavailable;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** Reads the identities and twins that a hub holds, as its connector tells them. */
@ApplicationScoped
class HubDevices {
    /** An identity with its twin; null where that is not this company's to read. */
    record Device(HubEntry identity, HubTwin twin) {
        private static final String WITHHELD =
                "Other companies may have devices on this hub, and this one is not in your hands: its twin is theirs to read.";

        /** Null where the twin is there. */
        public String withheld() {
            return twin == null ? WITHHELD : null;
        }
    }

    private final Acting acting;
    private final HubStore store;
    private final HubTwinStore twins;
    private final HubSettings settings;
    private final Connectors connectors;

    HubDevices(Acting acting, HubStore store, HubTwinStore twins, HubSettings settings, Connectors connectors) {
        this.acting = acting;
        this.store = store;
        this.twins = twins;
        this.settings = settings;
        this.connectors = connectors;
    }

    boolean canList(String connector) {
        return connectors.directory(connector).isPresent();
    }

    /** Empty if the hub cannot say, or not now. */
    OptionalLong count(HubTarget hub, String connector) {
        try {
            return connectors
                    .directory(connector)
                    .map(directory -> OptionalLong.of(connectors.await(directory.count(hub, HubUse.COUNTED))))
                    .orElseGet(OptionalLong::empty);
        } catch (HubUnavailable e) {
            return OptionalLong.empty();
        }
    }

    /** By device ID, those that begin with the prefix. */
    Keyset<HubEntry> page(AccountSlug account, HubName name, String prefix, String after, int limit) {
        Hub hub = acting.in(account, VIEW_HUBS, tx -> store.own(tx, name));
        List<HubEntry> read = answer(directory(hub).list(settings.target(hub), prefix, after, limit + 1));
        return Keyset.of(read, limit, HubEntry::deviceId);
    }

    Device get(AccountSlug account, HubName name, String deviceId) {
        record Found(Hub hub, boolean readable) {}
        Found found = acting.in(account, VIEW_HUBS, tx -> {
            Hub own = store.own(tx, name);
            return new Found(own, twins.readable(tx, own.id(), deviceId));
        });
        Hub hub = found.hub();
        HubTarget target = settings.target(hub);
        HubEntry identity = answer(directory(hub).list(target, deviceId, "", 1)).stream()
                .filter(entry -> entry.deviceId().equals(deviceId))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("device"));
        if (!found.readable()) {
            return new Device(identity, null);
        }
        HubTwin twin = answer(connectors.of(hub.connector()).twins(target, List.of(deviceId))).stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("device"));
        return new Device(identity, twin);
    }

    private HubDirectory directory(Hub hub) {
        return connectors
                .directory(hub.connector())
                .orElseThrow(() -> new Problem(
                        ProblemType.UNAVAILABLE,
                        "The connector of %s cannot list devices. Look for them in the hub itself.",
                        hub.name()));
    }

    private <T> T answer(CompletionStage<T> stage) {
        try {
            return connectors.await(stage);
        } catch (HubUnavailable e) {
            throw new Problem(ProblemType.UNAVAILABLE, "%s", e.getMessage());
        }
    }
}
