package io.slipway.reassignment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.spi.HubConnector;
import io.slipway.spi.HubHealth;
import io.slipway.spi.HubIdentity;
import io.slipway.spi.HubTarget;
import io.slipway.spi.HubTwin;
import io.slipway.spi.HubUnavailable;
import io.slipway.spi.HubWrite;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A hub in memory that is slow, away, halfway or forgetful when told so. */
@ApplicationScoped
public class MemoryHubConnector implements HubConnector {
    /** What is wrong with a hub. */
    public enum Fault {
        NONE,
        AWAY,
        /** Does what it is told, and then says that it is away. */
        ANSWER_LOST,
        /** Takes the first half of what it is given, and then is away. */
        HALFWAY,
        /** Says yes and keeps nothing. */
        FORGETS,
        SLOW,
        /** Long enough for something else to happen meanwhile, and a device still waits. */
        SLOWER,
        /** Says everything twice. */
        TWICE,
        /** Does what it is told, and then the thread that asked is gone, as if its process had been killed. Once. */
        ASKER_DIES
    }

    /** What a killed process leaves behind: nothing that came after. */
    private static final class Killed extends Error {
        Killed() {
            super("killed", null, false, false);
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Map<String, HubTwin>> devices = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> refused = new ConcurrentHashMap<>();
    private final Map<String, Runnable> meanwhile = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> puts = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> removals = new ConcurrentHashMap<>();

    public void set(String hostName, Fault fault) {
        faults.put(hostName, fault);
    }

    public boolean isWell(String hostName) {
        return faults.getOrDefault(hostName, Fault.NONE) == Fault.NONE;
    }

    /** Device IDs the hub takes never. */
    public void refuse(String hostName, Set<String> deviceIds) {
        refused.put(hostName, deviceIds);
    }

    public Set<String> deviceIds(String hostName) {
        return Set.copyOf(of(hostName).keySet());
    }

    public HubTwin twin(String hostName, String deviceId) {
        return of(hostName).get(deviceId);
    }

    /** As if somebody had removed it at the hub itself. */
    public void lose(String hostName, String deviceId) {
        of(hostName).remove(deviceId);
    }

    public void setDesired(String hostName, String deviceId, String desiredJson) {
        HubTwin twin = twin(hostName, deviceId);
        of(hostName).put(deviceId, new HubTwin(deviceId, twin.tagsJson(), desiredJson, 2, "{\"seen\":1}", 2));
    }

    /** What happens once, when the hub has done the next thing that it is told and before it says so. */
    public void meanwhile(String hostName, Runnable something) {
        meanwhile.put(hostName, something);
    }

    /** Calls of put so far. */
    public int puts(String hostName) {
        return puts.computeIfAbsent(hostName, any -> new AtomicInteger()).get();
    }

    /** Calls of remove so far. */
    public int removals(String hostName) {
        return removals.computeIfAbsent(hostName, any -> new AtomicInteger()).get();
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String label() {
        return "Hub in memory";
    }

    @Override
    public String settingsSchema() {
        return "{\"type\": \"object\", \"properties\": {}}";
    }

    @Override
    public CompletionStage<HubHealth> check(HubTarget hub) {
        return CompletableFuture.completedFuture(new HubHealth(true, "It answered."));
    }

    @Override
    public CompletionStage<List<HubWrite>> put(HubTarget hub, List<HubIdentity> identities) {
        puts.computeIfAbsent(hub.hostName(), any -> new AtomicInteger()).incrementAndGet();
        Fault fault = fault(hub);
        int taken = fault == Fault.HALFWAY ? identities.size() / 2 : fault == Fault.AWAY ? 0 : identities.size();
        List<HubWrite> writes = new ArrayList<>();
        for (HubIdentity identity : identities.subList(0, taken)) {
            if (refused.getOrDefault(hub.hostName(), Set.of()).contains(identity.deviceId())) {
                writes.add(new HubWrite(identity.deviceId(), "This hub does not take it."));
            } else {
                if (fault != Fault.FORGETS) {
                    keep(hub, identity);
                }
                writes.add(HubWrite.done(identity.deviceId()));
            }
        }
        return answer(hub, fault, said(fault, writes));
    }

    @Override
    public CompletionStage<List<HubWrite>> remove(HubTarget hub, List<String> deviceIds) {
        removals.computeIfAbsent(hub.hostName(), any -> new AtomicInteger()).incrementAndGet();
        Fault fault = fault(hub);
        if (fault != Fault.AWAY) {
            deviceIds.forEach(of(hub.hostName())::remove);
        }
        return answer(
                hub, fault, said(fault, deviceIds.stream().map(HubWrite::done).toList()));
    }

    @Override
    public CompletionStage<List<HubTwin>> twins(HubTarget hub, List<String> deviceIds) {
        Fault fault = fault(hub);
        return fault == Fault.AWAY
                ? answer(hub, fault, List.of())
                : CompletableFuture.completedFuture(said(
                        fault,
                        of(hub.hostName()).values().stream()
                                .filter(twin -> deviceIds.contains(twin.deviceId()))
                                .toList()));
    }

    @Override
    public CompletionStage<List<HubWrite>> enable(HubTarget hub, List<String> deviceIds, boolean enabled) {
        return answer(hub, fault(hub), deviceIds.stream().map(HubWrite::done).toList());
    }

    @Override
    public CompletionStage<HubWrite> changeDesired(
            HubTarget hub, String deviceId, String desiredJson, int expectedVersion) {
        Fault fault = fault(hub);
        if (fault != Fault.AWAY) {
            setDesired(hub.hostName(), deviceId, desiredJson);
        }
        return answer(hub, fault, HubWrite.done(deviceId));
    }

    private void keep(HubTarget hub, HubIdentity identity) {
        HubTwin before = twin(hub.hostName(), identity.deviceId());
        if (before == null || identity.twin() != HubIdentity.Twin.KEEP) {
            of(hub.hostName()).put(identity.deviceId(), initial(identity));
        }
    }

    private static HubTwin initial(HubIdentity identity) {
        try {
            JsonNode whole = JSON.readTree(identity.initialTwinJson());
            String desired = text(whole.path("properties").path("desired"));
            return new HubTwin(identity.deviceId(), text(whole.path("tags")), desired, 1, "{}", 1);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(identity.initialTwinJson(), e);
        }
    }

    private static String text(JsonNode object) {
        return object.isMissingNode() ? "{}" : object.toString();
    }

    private static <T> List<T> said(Fault fault, List<T> answer) {
        List<T> said = new ArrayList<>(answer);
        if (fault == Fault.TWICE) {
            said.addAll(answer);
        }
        return said;
    }

    private <T> CompletionStage<T> answer(HubTarget hub, Fault fault, T answer) {
        Runnable something = meanwhile.remove(hub.hostName());
        if (something != null) {
            return CompletableFuture.runAsync(something).thenCompose(done -> answer(hub, fault, answer));
        }
        return switch (fault) {
            case ASKER_DIES -> {
                faults.remove(hub.hostName());
                throw new Killed();
            }
            case NONE, FORGETS, TWICE -> CompletableFuture.completedFuture(answer);
            case SLOW -> CompletableFuture.supplyAsync(
                    () -> answer, CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
            case SLOWER -> CompletableFuture.supplyAsync(
                    () -> answer, CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS));
            case AWAY, HALFWAY, ANSWER_LOST -> CompletableFuture.failedFuture(
                    new HubUnavailable("The hub is away.", null));
        };
    }

    private Map<String, HubTwin> of(String hostName) {
        return devices.computeIfAbsent(hostName, any -> new ConcurrentHashMap<>());
    }

    private Fault fault(HubTarget hub) {
        return faults.getOrDefault(hub.hostName(), Fault.NONE);
    }
}
