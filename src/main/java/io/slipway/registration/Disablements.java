package io.slipway.registration;

import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import io.slipway.plugin.Connectors;
import io.slipway.spi.HubUnavailable;
import io.slipway.spi.HubWrite;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/**
 * Keeps single devices from registering and connecting, for whoever holds them. The row of a leased device is its scope's, so
 * the device plane writes it; the caller has checked that the person may ask.
 *
 * <p>A device is disabled here first and in its hub then, and enabled the other way round: whatever fails in between, it is
 * on the safe side, and the same call again finishes it.
 */
@ApplicationScoped
public class Disablements {
    /** @param hubHostName where it is, null if nowhere */
    public record Target(
            ScopeAddress scope,
            String idScope,
            String registrationId,
            AccountId holder,
            String hubHostName,
            String deviceId) {
        private Act act(String action) {
            return Act.of(action, idScope + "/" + registrationId, registrationId)
                    .in(scope.scopeId());
        }
    }

    private final DeviceTransactions transactions;
    private final DisablementStore store;
    private final Places places;
    private final Connectors connectors;
    private final Events events;

    Disablements(
            DeviceTransactions transactions,
            DisablementStore store,
            Places places,
            Connectors connectors,
            Events events) {
        this.transactions = transactions;
        this.store = store;
        this.places = places;
        this.connectors = connectors;
        this.events = events;
    }

    /** Again for one that is disabled already: tells the hub once more. */
    public void disable(Target device, Actor by, String reason) {
        in(device, tx -> {
            if (store.disable(tx, device.scope().scopeId(), device.registrationId(), by.account(), reason)) {
                record(tx, device, by, device.act("device.disabled").changing(null, Map.of("reason", reason)));
            }
        });
        tell(device, false, "The device cannot register any more, but its hub could not be told: %s Disable it again.");
    }

    public void enable(Target device, Actor by) {
        tell(device, true, "The device stays disabled, since its hub could not be told: %s Try again.");
        in(device, tx -> {
            if (store.enable(tx, device.scope().scopeId(), device.registrationId(), by.account())) {
                record(tx, device, by, device.act("device.enabled"));
            }
        });
    }

    /** Whether it cannot register, for whoever is about to get it and does not see it yet. */
    public boolean isDisabled(ScopeAddress scope, String registrationKey) {
        return transactions.in(
                Actor.system(scope.accountId()), tx -> store.isDisabled(tx, scope.scopeId(), registrationKey));
    }

    private void record(AccountTx tx, Target device, Actor by, Act act) {
        events.recordForBoth(tx, device.holder(), act.by(by));
    }

    private void in(Target device, java.util.function.Consumer<AccountTx> work) {
        transactions.in(Actor.system(device.scope().accountId()), tx -> {
            work.accept(tx);
            return null;
        });
    }

    private void tell(Target device, boolean enabled, String otherwise) {
        if (device.hubHostName() == null) {
            return;
        }
        places.hub(device.scope().accountId(), device.scope().scopeId(), device.hubHostName())
                .ifPresent(hub -> {
                    try {
                        List<HubWrite> written = connectors.await(connectors
                                .of(hub.connector())
                                .enable(hub.target(), List.of(device.deviceId()), enabled));
                        written.stream()
                                .filter(write -> !write.isDone())
                                .findFirst()
                                .ifPresent(write -> {
                                    throw new HubUnavailable(write.failure(), null);
                                });
                    } catch (HubUnavailable e) {
                        throw new Problem(ProblemType.UNAVAILABLE, otherwise, e.getMessage());
                    }
                });
    }
}
