package io.slipway.realclients;

import io.slipway.testing.Replica;
import io.slipway.testing.Replicas;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Devices that start all the time and register, at whichever replica; one that is just killed costs them another try. */
final class BootingDevices implements AutoCloseable {
    private static final int PAUSE = 40;
    private final Replicas replicas;
    private final ReplicatedFleet fleet;
    private final FleetTruth truth;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Random random;
    private final Meanwhile boots;
    private volatile int registered;

    BootingDevices(Replicas replicas, ReplicatedFleet fleet, FleetTruth truth, long seed) {
        this.replicas = replicas;
        this.fleet = fleet;
        this.truth = truth;
        this.random = new Random(seed);
        this.boots = new Meanwhile(
                "booting devices", PAUSE, this::boot, e -> complaints.add("No device boots any more: " + e));
    }

    /** What devices were told that they must not be told. */
    List<String> complaints() {
        return complaints;
    }

    int registered() {
        return registered;
    }

    @Override
    public void close() {
        boots.close();
    }

    private void boot() {
        String id = fleet.devices.get(random.nextInt(fleet.devices.size()));
        Replica replica = replicas.all().get(random.nextInt(2));
        if (replica.isReady()) {
            register(replica, id);
        }
    }

    private void register(Replica replica, String id) {
        try {
            boolean refusable = fleet.disabled.contains(id);
            String before = truth.holder(id);
            RawDevice.Answer answer = fleet.register(replica, id);
            boolean isHolders = Stream.of(before, truth.holder(id))
                    .anyMatch(holder -> fleet.hubs.get(holder).contains(answer.hub()));
            if ((answer.status() != 200 || !isHolders) && !refusable && !fleet.disabled.contains(id)) {
                complaints.add(id + " got " + answer);
            }
            registered++;
        } catch (UncheckedIOException e) {
            // The replica was killed while it answered.
        }
    }
}
