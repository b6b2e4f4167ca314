package io.slipway.device;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** What the device plane tells about itself. Names devices by what they ask for, never by their IDs. */
class DeviceMeters {
    private final MeterRegistry meters;
    private final Counter failedHandshakes;
    private final List<Gate> gates = new CopyOnWriteArrayList<>();
    private final Map<Answered, Timer> answered = new ConcurrentHashMap<>();

    private record Answered(Target.Route route, int status) {}

    DeviceMeters(MeterRegistry meters) {
        this.meters = meters;
        this.failedHandshakes = Counter.builder("slipway.device.tls.failures")
                .description("TLS handshakes with devices that failed")
                .register(meters);
        Gauge.builder("slipway.device.requests.active", this, DeviceMeters::active)
                .description("Requests of devices that registration is working on")
                .register(meters);
    }

    void handshakeFailed(Throwable failure) {
        failedHandshakes.increment();
    }

    void watch(Gate gate) {
        gates.add(gate);
    }

    void answered(Target.Route route, int status, long nanos) {
        answered.computeIfAbsent(new Answered(route, status), this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private double active() {
        return gates.stream().mapToInt(Gate::inside).sum();
    }

    private Timer timer(Answered kind) {
        return Timer.builder("slipway.device.requests")
                .description("Requests of devices, from their head to our answer")
                .tag("operation", kind.route().label())
                .tag("status", Integer.toString(kind.status()))
                .register(meters);
    }
}
