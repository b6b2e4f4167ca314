package io.slipway.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;

/** Measures registrations beside the raw work they cannot do without, in rounds, so that noise meets all alike. */
final class Bench {
    /** What is measured, in the order of a round: a registration right after the raw work it is compared with. */
    private enum Phase {
        UPSERTS_16("raw upserts, 16 connections"),
        UPSERTS_64("raw upserts, 64 connections"),
        FIRST("first registrations, keep-alive, 64 connections"),
        REPEAT("repeated registrations, keep-alive, 64 connections"),
        HANDSHAKES("raw mutual-TLS handshakes, one GET each"),
        X509("first registrations, new mutual-TLS connection each");

        private final String label;

        Phase(String label) {
            this.label = label;
        }
    }

    private static final PrintStream OUT = System.out;
    private static final int CONNECTIONS = 64;
    private static final int HANDSHAKING = 16;
    private static final int MOST_STEPS = 50_000;

    private final Installation demo;
    private final Tls tls;
    private final Devices devices;
    private final RawUpserts upserts;
    private final Certificates certificates;
    private final int certificatesPerRound;
    private final Map<Phase, List<Load.Result>> results = new EnumMap<>(Phase.class);
    private int round;
    private int registered;

    private Bench(Installation demo, RawUpserts upserts, int certificatesPerRound) throws Exception {
        this.demo = demo;
        this.upserts = upserts;
        this.tls = new Tls(demo);
        this.devices = new Devices(demo, Long.toString(Instant.now().getEpochSecond(), 36));
        this.certificates = new Certificates(demo);
        this.certificatesPerRound = certificatesPerRound;
    }

    /** Arguments: the demo's home; rounds (3), seconds of a phase (4), certificates of a round (1000). */
    public static void main(String... arguments) throws Exception {
        int rounds = bounded(arguments, 1, 3, 20);
        Duration time = Duration.ofSeconds(bounded(arguments, 2, 4, 60));
        int certificatesPerRound = bounded(arguments, 3, 1000, 10_000);
        Installation demo = Installation.in(Path.of(arguments[0]));
        try (RawUpserts upserts = new RawUpserts(demo)) {
            Bench bench = new Bench(demo, upserts, certificatesPerRound);
            bench.describe();
            bench.round(time.dividedBy(2));
            bench.results.clear();
            OUT.println("warmed up; load " + load());
            for (int i = 0; i < rounds; i++) {
                bench.round(time);
                OUT.printf("round %d of %d done; load %s%n", i + 1, rounds, load());
            }
            bench.report();
        }
    }

    private static int bounded(String[] arguments, int place, int usual, int most) {
        int value = arguments.length > place ? Integer.parseInt(arguments[place]) : usual;
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("Argument " + place + " must be between 1 and " + most + ".");
        }
        return value;
    }

    private void round(Duration time) throws Exception {
        round++;
        List<KeyManager[]> identities = new ArrayList<>();
        for (int i = 0; i < certificatesPerRound; i++) {
            identities.add(certificates.device(x509Id(i)));
        }
        measure(Phase.UPSERTS_16, Load.run(16, time, MOST_STEPS, upserts::open));
        measure(Phase.UPSERTS_64, Load.run(CONNECTIONS, time, MOST_STEPS, upserts::open));
        registered = measure(Phase.FIRST, keepAlive(time, MOST_STEPS)).steps();
        measure(Phase.REPEAT, keepAlive(time, MOST_STEPS));
        measure(Phase.HANDSHAKES, Load.run(HANDSHAKING, time, identities.size(), () -> handshakes(identities)));
        measure(Phase.X509, Load.run(HANDSHAKING, time, identities.size(), () -> registrations(identities)));
        registered = 0;
    }

    private Load.Result measure(Phase phase, Load.Result result) {
        results.computeIfAbsent(phase, any -> new ArrayList<>()).add(result);
        return result;
    }

    /** First registrations if none has been made in this round, else those again. */
    private Load.Result keepAlive(Duration time, int most) throws Exception {
        int known = registered;
        return Load.run(CONNECTIONS, time, most, () -> {
            DeviceConnection connection = new DeviceConnection(demo, tls.fresh());
            return new Load.Worker() {
                @Override
                public void step(int number) throws Exception {
                    int device = known == 0 ? number : number % known;
                    devices.registerWithKey(connection, devices.id("key-" + round, device));
                }

                @Override
                public void close() throws Exception {
                    connection.close();
                }
            };
        });
    }

    private Load.Worker handshakes(List<KeyManager[]> identities) {
        return number -> {
            try (DeviceConnection connection = new DeviceConnection(demo, tls.fresh(identities.get(number)))) {
                connection.get("/trust-bundle.pem");
            }
        };
    }

    private Load.Worker registrations(List<KeyManager[]> identities) {
        return number -> {
            try (DeviceConnection connection = new DeviceConnection(demo, tls.fresh(identities.get(number)))) {
                devices.registerWithCertificate(connection, x509Id(number));
            }
        };
    }

    private String x509Id(int number) {
        return devices.id("x509-" + round, number);
    }

    private void describe() throws Exception {
        try (DeviceConnection connection = new DeviceConnection(demo, tls.fresh())) {
            OUT.printf(
                    "machine    %d cores, load %s, %s %s, client JDK %s%n",
                    Runtime.getRuntime().availableProcessors(),
                    load(),
                    System.getProperty("os.name"),
                    System.getProperty("os.arch"),
                    System.getProperty("java.vm.version"));
            OUT.printf("database   %s%n", upserts.durability());
            OUT.printf("listener   %s:%d, %s%n", demo.deviceHost(), demo.devicePort(), connection.protocol());
        }
    }

    private static String load() {
        return "%.1f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private void report() {
        OUT.printf("%n%-52s %10s  %-22s %9s %9s%n", "", "median/s", "each round", "p50 ms", "p99 ms");
        for (Phase phase : Phase.values()) {
            Load.Result median = median(phase);
            OUT.printf(
                    "%-52s %10.0f  %-22s %9.1f %9.1f%n",
                    phase.label,
                    median.perSecond(),
                    rounds(phase),
                    median.medianMicros() / 1000.0,
                    median.slowestHundredthMicros() / 1000.0);
        }
        OUT.println();
        ratio(Phase.FIRST, Phase.UPSERTS_16);
        ratio(Phase.FIRST, Phase.UPSERTS_64);
        ratio(Phase.REPEAT, Phase.UPSERTS_16);
        ratio(Phase.REPEAT, Phase.UPSERTS_64);
        ratio(Phase.X509, Phase.HANDSHAKES);
    }

    private void ratio(Phase of, Phase to) {
        double[] each = new double[results.get(of).size()];
        for (int i = 0; i < each.length; i++) {
            each[i] = results.get(of).get(i).perSecond() / results.get(to).get(i).perSecond();
        }
        java.util.Arrays.sort(each);
        OUT.printf(
                "%.2f (%.2f to %.2f)  %s / %s%n",
                each[each.length / 2], each[0], each[each.length - 1], of.label, to.label);
    }

    private Load.Result median(Phase phase) {
        List<Load.Result> sorted = results.get(phase).stream()
                .sorted(java.util.Comparator.comparingDouble(Load.Result::perSecond))
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    private String rounds(Phase phase) {
        return results.get(phase).stream()
                .map(result -> "%.0f".formatted(result.perSecond()))
                .collect(java.util.stream.Collectors.joining(" "));
    }
}
