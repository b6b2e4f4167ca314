package io.slipway.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Measures a reassignment between built-in hubs beside the SQL it cannot do without, and how long pages take meanwhile. */
final class ReassignmentBench {
    private static final PrintStream OUT = System.out;
    private static final List<String> PAGES =
            List.of("", "/devices", "/devices?q=bench-move-05", "/reassignments", "/activity", "/hubs");
    /** How often each page is asked before anything moves: half of it to warm up, half to compare with. */
    private static final int QUIET = 30;
    private final Api api;
    private final MovingFleet fleet;
    private final String idScope;
    private final Portal portal;
    private final Map<String, List<Portal.Taken>> quiet = new LinkedHashMap<>();
    private final Map<String, List<Portal.Taken>> busy = new LinkedHashMap<>();

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
        bench.lookAround();
        double rawBefore = raw(demo, devices);
        double there = bench.move(bench.fleet.west(), bench.fleet.east(), devices);
        double back = bench.move(bench.fleet.east(), bench.fleet.west(), devices);
        double rawAfter = raw(demo, devices);
        double raw = (rawBefore + rawAfter) / 2;
        OUT.printf("raw SQL            %,8.0f devices/s before, %,8.0f after%n", rawBefore, rawAfter);
        OUT.printf("reassignment       %,8.0f devices/s there,  %,8.0f back%n", there, back);
        OUT.printf("ratio              %.2f there, %.2f back%n", there / raw, back / raw);
        bench.tellOfPages();
    }

    private void lookAround() throws Exception {
        for (int i = 0; i < QUIET; i++) {
            for (String page : PAGES) {
                Portal.Taken taken = portal.page(page);
                if (i >= QUIET / 2) {
                    quiet.computeIfAbsent(page, any -> new ArrayList<>()).add(taken);
                }
            }
        }
    }

    private void tellOfPages() {
        OUT.printf("%n%-34s %32s  %21s%n", "", "in Slipway, ms", "for the client, ms");
        OUT.printf("%-34s %10s %10s %10s  %10s %10s%n", "page", "quiet p50", "p50", "p95", "p50", "p95");
        busy.forEach((page, taken) -> OUT.printf(
                "%-34s %10s %10.0f %10.0f  %10.0f %10.0f  of %d%n",
                page.isEmpty() ? "Home" : page,
                quiet.containsKey(page) ? Math.round(percentile(quiet.get(page), Portal.Taken::server, 50)) : "",
                percentile(taken, Portal.Taken::server, 50),
                percentile(taken, Portal.Taken::server, 95),
                percentile(taken, Portal.Taken::client, 50),
                percentile(taken, Portal.Taken::client, 95),
                taken.size()));
    }

    private double move(String from, String to, int devices) throws Exception {
        Moving moving = Moving.start(api, idScope, from, to);
        for (int i = 0; !moving.isDone(); i++) {
            Thread.sleep(200);
            int which = i % (PAGES.size() + 1);
            String page = which == PAGES.size() ? "/" + moving.path() : PAGES.get(which);
            busy.computeIfAbsent(which == PAGES.size() ? "/reassignments/(it)" : page, any -> new ArrayList<>())
                    .add(portal.page(page));
        }
        OUT.printf("%s in %.1f s; load %.1f%n", moving.counts(), moving.seconds(), load());
        return devices / moving.seconds();
    }

    private static double raw(Installation demo, int devices) throws Exception {
        try (RawMoves moves = new RawMoves(demo, devices)) {
            return moves.run();
        }
    }

    private static double percentile(List<Portal.Taken> taken, ToDoubleFunction<Portal.Taken> which, int percent) {
        double[] sorted = taken.stream().mapToDouble(which).sorted().toArray();
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
