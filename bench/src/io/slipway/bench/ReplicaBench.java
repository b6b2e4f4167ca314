package io.slipway.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Measures a reassignment with the demo's one replica and with a second one beside it, and what each of them did. */
final class ReplicaBench {
    private static final PrintStream OUT = System.out;
    private final Api api;
    private final MovingFleet fleet;
    private final String idScope;
    private final Replica first;
    private String from;
    private String to;

    private ReplicaBench(Installation demo) throws Exception {
        this.api = new Api(demo);
        this.fleet = new MovingFleet(demo, api, Long.toString(Instant.now().getEpochSecond(), 36));
        this.idScope = demo.idScope();
        this.first = Replica.ofDemo(demo);
        this.from = fleet.west();
        this.to = fleet.east();
    }

    /** Arguments: the demo's home; devices (100,000). */
    public static void main(String... arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        int devices = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        Installation demo = Installation.in(home);
        ReplicaBench bench = new ReplicaBench(demo);
        bench.fleet.fill(devices);
        OUT.printf("%,d devices; load %.1f%n", devices, load());
        bench.move("one replica, to warm up", devices, List.of(bench.first));
        double one = bench.move("one replica", devices, List.of(bench.first));
        try (Replica second = Replica.start(demo, home)) {
            List<Replica> both = List.of(bench.first, second);
            bench.move("two replicas, to warm up", devices, both);
            double two = bench.move("two replicas", devices, both);
            OUT.printf("ratio  %.2f%n", two / one);
        }
    }

    private double move(String what, int devices, List<Replica> replicas) throws Exception {
        long[] before = new long[replicas.size()];
        for (int i = 0; i < before.length; i++) {
            before[i] = replicas.get(i).moved();
        }
        Moving moving = Moving.start(api, idScope, from, to);
        while (!moving.isDone()) {
            Thread.sleep(100);
        }
        StringBuilder shares = new StringBuilder();
        for (int i = 0; i < before.length; i++) {
            shares.append("%,9d by %s".formatted(replicas.get(i).moved() - before[i], replicas.get(i)));
        }
        double rate = devices / moving.seconds();
        OUT.printf("%-26s %,8.0f devices/s %s; load %.1f%n", what, rate, shares, load());
        String back = from;
        from = to;
        to = back;
        return rate;
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
