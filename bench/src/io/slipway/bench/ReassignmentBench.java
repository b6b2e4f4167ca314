package io.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures a reassignment between built-in hubs beside the SQL it cannot do without, and how long pages take meanwhile. */
final class ReassignmentBench {
    private static final PrintStream OUT = System.out;
    private static final List<String> PAGES =
            List.of("", "/devices", "/devices?search=bench-move-05", "/reassignments", "/activity", "/hubs");
    private final Api api;
    private final MovingFleet fleet;
    private final String idScope;
    private final Portal portal;
    private final Map<String, List<Long>> pages = new LinkedHashMap<>();

    private ReassignmentBench(Installation demo) throws Exception {
        this.api = new Api(demo);
        this.fleet = new MovingFleet(demo, api, Long.toString(Instant.now().getEpochSecond(), 36));
        this.idScope = demo.idScope();
        this.portal = new Portal(demo);
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
        bench.pages.forEach((page, times) -> {
            Collections.sort(times);
            OUT.printf(
                    "page %-28s p50 %4d ms, p95 %4d ms of %d%n",
                    page.isEmpty() ? "Home" : page, percentile(times, 50), percentile(times, 95), times.size());
        });
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
            String page = i % (PAGES.size() + 1) == PAGES.size() ? "/" + path : PAGES.get(i % (PAGES.size() + 1));
            pages.computeIfAbsent(page.startsWith("/reassignments/") ? "/reassignments/(it)" : page, any -> new ArrayList<>())
                    .add(portal.page(page));
            now = api.get(path);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        OUT.printf("%s in %.1f s; load %.1f%n", now.path("counts"), seconds, load());
        return devices / seconds;
    }

    private static double raw(Installation demo, int devices) throws Exception {
        try (RawMoves moves = new RawMoves(demo, devices)) {
            return moves.run();
        }
    }

    private static long percentile(List<Long> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
