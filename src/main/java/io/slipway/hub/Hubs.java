package io.slipway.hub;

import static io.slipway.account.Permission.MANAGE_HUBS;
import static io.slipway.account.Permission.VIEW_HUBS;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.audit.Act;
import io.slipway.audit.Event;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.plugin.Connectors;
import io.slipway.plugin.SettingsSchema;
import io.slipway.scope.ScopeId;
import io.slipway.spi.HubConnector;
import io.slipway.spi.HubHealth;
import io.slipway.spi.HubTarget;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import io.slipway.web.Versions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Creating, changing and finding hubs. */
@ApplicationScoped
public class Hubs {
    private static final int HISTORY = 10;
    private final Acting acting;
    private final HubStore store;
    private final HubSettings settings;
    private final HostNames hostNames;
    private final Connectors connectors;
    private final HubChecks checks;
    private final HubDevices devices;
    private final HubsOfOthers others;
    private final Events events;
    private final Clock clock;

    Hubs(
            Acting acting,
            HubStore store,
            HubSettings settings,
            HostNames hostNames,
            Connectors connectors,
            HubChecks checks,
            HubDevices devices,
            HubsOfOthers others,
            Events events,
            Clock clock) {
        this.acting = acting;
        this.store = store;
        this.settings = settings;
        this.hostNames = hostNames;
        this.connectors = connectors;
        this.checks = checks;
        this.devices = devices;
        this.others = others;
        this.events = events;
        this.clock = clock;
    }

    List<Hub> all(AccountSlug account) {
        return acting.in(account, VIEW_HUBS, store::own);
    }

    /** Hubs that other companies lend to the account. */
    List<HubsOfOthers.Lent> lent(AccountSlug account) {
        return acting.in(account, VIEW_HUBS, others::lent);
    }

    Hub get(AccountSlug account, HubName name) {
        return acting.in(account, VIEW_HUBS, tx -> store.own(tx, name));
    }

    /** Whether its connector can say which devices it knows. */
    public boolean canList(AccountSlug account, HubName name) {
        return connectors.directory(get(account, name).connector()).isPresent();
    }

    Hub create(AccountSlug account, HubDetails details) {
        UUID owner = acting.require(account, MANAGE_HUBS).id().value();
        details.checkName();
        HubDetails.checkCapacity(details.capacity());
        SettingsSchema schema = schema(details.connector());
        Map<String, Object> values = schema.read(details.settings(), Map.of());
        HubTarget target =
                new HubTarget(UUID.randomUUID(), owner, hostNames.of(account, details), settings.written(values));
        HubHealth health = test(details.connector(), target);
        Hub hub = new Hub(target, details, health, clock.instant());
        enter(hub, schema, values, details.capacity());
        return acting.in(account, MANAGE_HUBS, tx -> {
            store.insert(tx, hub);
            events.record(tx, act("hub.created", hub).changing(null, shown(hub)));
            return hub;
        });
    }

    Hub change(AccountSlug account, HubName name, HubChange entered, Integer version) {
        HubDetails.checkCapacity(entered.capacity());
        Hub known = acting.in(account, MANAGE_HUBS, tx -> store.own(tx, name));
        SettingsSchema schema = schema(known.connector());
        Map<String, Object> values = schema.read(entered.settings(), settings.open(known.id(), known.secrets()));
        HubHealth health = test(known.connector(), settings.target(known, settings.written(values)));
        acting.in(account, MANAGE_HUBS, tx -> {
            Hub hub = store.own(tx, name);
            // Secrets left out stay as they were when tested, so the hub must not have changed since.
            Versions.check(version == null ? known.version() : version, hub.version());
            HubDetails before = shown(hub);
            enter(hub, schema, values, entered.capacity());
            events.record(tx, act("hub.changed", hub).changing(before, shown(hub)));
            checks.keep(tx, hub.id(), health);
            return null;
        });
        return get(account, name);
    }

    /** The database refuses while anything depends on the hub; the refusal then says what. */
    void delete(AccountSlug account, HubName name, Integer version) {
        try {
            acting.in(account, MANAGE_HUBS, tx -> {
                Hub hub = store.own(tx, name);
                Versions.check(version, hub.version());
                events.record(tx, act("hub.deleted", hub).changing(shown(hub), null));
                store.delete(tx, hub);
                return null;
            });
        } catch (Problem refused) {
            throw refused.type() == ProblemType.IN_USE
                    ? new Problem(
                            ProblemType.IN_USE,
                            "%s %s",
                            refused.getMessage(),
                            use(account, name).sentence())
                    : refused;
        }
    }

    /** What depends on a hub. */
    HubUse use(AccountSlug account, HubName name) {
        record Found(Hub hub, List<String> scopes, long devices, long departures) {}
        Found found = acting.in(account, VIEW_HUBS, tx -> {
            Hub hub = store.own(tx, name);
            return new Found(
                    hub,
                    store.linkedScopes(tx, hub.id()),
                    store.devices(tx, hub.id()),
                    store.departures(tx, hub.id(), HubUse.COUNTED));
        });
        return new HubUse(
                found.scopes(),
                found.devices(),
                found.departures(),
                devices.count(settings.target(found.hub()), found.hub().connector()));
    }

    /** The newest events of a hub. */
    List<Event> history(AccountSlug account, HubName name) {
        return acting.in(
                account,
                VIEW_HUBS,
                tx -> events.of(tx, "hub", store.own(tx, name).id(), HISTORY));
    }

    /** Tests the connection now and keeps the result. */
    Hub check(AccountSlug account, HubName name) {
        Hub known = acting.in(account, MANAGE_HUBS, tx -> store.own(tx, name));
        HubHealth health = connectors.await(connectors.check(known.connector(), settings.target(known)));
        acting.in(account, MANAGE_HUBS, tx -> {
            checks.keep(tx, known.id(), health);
            return null;
        });
        return get(account, name);
    }

    /** Host names of what a scope may allocate to, whoever owns it. */
    public List<String> linkedHostNames(AccountTx tx, ScopeId scope) {
        return store.linkedHostNames(tx, scope);
    }

    /** For other features: how many devices a hub has, whoever has them there. */
    public long devices(AccountTx tx, HubId hub) {
        return store.devices(tx, hub);
    }

    /** For the device plane: what a scope may allocate to, with all that the connectors need. */
    public List<LinkedHub> linked(AccountTx tx, ScopeId scope) {
        return store.linked(tx, scope);
    }

    /** For the device plane: those of them that there are, whether they are linked to the scope still or not. */
    public List<LinkedHub> of(AccountTx tx, ScopeId scope, Collection<HubId> hubs) {
        return store.of(tx, scope, hubs);
    }

    /** For other features: the acting account's hubs, by name. */
    public List<Hub> own(AccountTx tx) {
        return store.own(tx);
    }

    /** For other features: a hub the acting account owns. */
    public Hub own(AccountTx tx, HubName name) {
        return store.own(tx, name);
    }

    /** For other features: a hub the acting account owns, by what devices call it. */
    public Hub own(AccountTx tx, String hostName) {
        return store.own(tx, hostName);
    }

    /** A hub without its secrets, as events and the API show it. */
    HubDetails shown(Hub hub) {
        return new HubDetails(
                hub.name(), hub.connector(), hub.hostName(), settings.read(hub.settings()), hub.capacity());
    }

    private SettingsSchema schema(String connector) {
        return connectors
                .find(connector)
                .map(found -> SettingsSchema.of(found.settingsSchema()))
                .orElseThrow(() -> Problem.invalid(
                        "connector",
                        "Choose a connector that is installed: %s."
                                .formatted(connectors.installed().stream()
                                        .map(HubConnector::name)
                                        .collect(Collectors.joining(", ")))));
    }

    private HubHealth test(String connector, HubTarget target) {
        HubHealth health = connectors.await(connectors.check(connector, target));
        if (!health.healthy()) {
            throw Problem.invalid("settings", "The connection test failed. " + health.detail());
        }
        return health;
    }

    private void enter(Hub hub, SettingsSchema schema, Map<String, Object> values, Integer capacity) {
        hub.change(
                settings.written(schema.only(false, values)),
                settings.seal(hub.id(), schema.only(true, values)),
                capacity,
                clock.instant());
    }

    private static Act act(String action, Hub hub) {
        return Act.of(action, hub.id(), hub.name());
    }
}
