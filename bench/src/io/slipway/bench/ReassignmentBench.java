package io.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Measures a reassignment between built-in hubs beside the SQL it cannot do without, and how the API answers meanwhile. */
final class ReassignmentBench {
    private static final PrintStream OUT = System.out;
    private static final List<String> LISTS =
            List.of("devices?limit=50", "devices?search=bench-move-05&limit=50", "reassignments?limit=50", "events?limit=50");
    private final Api api;
    private final MovingFleet fleet;
    private final String idScope;
    private final List<Long> answers = new ArrayList<>();

    private ReassignmentBench(Installation demo) throws Exception {
        this.api = new Api(demo);
        this.fleet = new MovingFleet(demo, api, Long.toString(Instant.now().getEpochSecond(), 36));
        this.idScope = demo.idScope();
    }

    /** Arguments: the demo's home; devices (100,000). */
    public static void main(String... arguments) throws Exception {
        int devices = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100_000;
        Installation demo = Installation.in(Path.of(arguments[0]));
        ReassignmentBench bench = new ReassignmentBench(demo);
        bench.fleet.fill(devices);
        OUT.printf("%,d devices; load %.1f%n", devices, load());
        double rawBefore = raw(demo, devices);
        double there = bench.move(bench.fleet.west(), bench.fleet.east(), devices);
        double back = bench.move(bench.fleet.east(), bench.fleet.west(), devices);
        double rawAfter = raw(demo, devices);
        double raw = (rawBefore + rawAfter) / 2;
        OUT.printf("raw SQL            %,8.0f devices/s before, %,8.0f after%n", rawBefore, rawAfter);
        OUT.printf("reassignment       %,8.0f devices/s there,  %,8.0f back%n", there, back);
        OUT.printf("ratio              %.2f there, %.2f back%n", there / raw, back / raw);
        Collections.sort(bench.answers);
        OUT.printf(
                "API lists meanwhile: p50 %d ms, p95 %d ms of %d%n",
                bench.percentile(50), bench.percentile(95), bench.answers.size());
    }

    private double move(String from, String to, int devices) throws Exception {
        JsonNode plan = api.post(
                "reassignments", Map.of("idScope", idScope, "devices", Map.of("hub", from), "targetHub", to));
        String path = "reassignments/" + plan.path("id").asText();
        long begin = System.nanoTime();
        api.post(path + "/starts", Map.of());
        JsonNode now = api.get(path);
        for (int i = 0; !now.path("state").asText().equals("finished"); i++) {
            Thread.sleep(200);
            listing(LISTS.get(i % LISTS.size()));
            now = api.get(path);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        OUT.printf("%s in %.1f s; load %.1f%n", now.path("counts"), seconds, load());
        return devices / seconds;
    }

    private void listing(String path) throws Exception {
        long begin = System.nanoTime();
        api.get(path);
        answers.add((System.nanoTime() - begin) / 1_000_000);
    }

    private static double raw(Installation demo, int devices) throws Exception {
        try (RawMoves moves = new RawMoves(demo, devices)) {
            return moves.run();
        }
    }

    private long percentile(int percent) {
        return answers.get(Math.min(answers.size() - 1, answers.size() * percent / 100));
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
