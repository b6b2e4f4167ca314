package io.slipway.x509;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/** A suite of certificates and expected verdicts that others publish, and the cases of it that do not concern Slipway. */
final class PublicSuite {
    /** One case: whether it must be accepted, and how it is judged; a text is why it was refused. */
    record Case(String id, boolean valid, java.util.function.Supplier<Optional<String>> judge) {}

    private final String name;
    private final Map<String, String> excluded;
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private String slowest = "none";
    private long slowestNanos;

    private PublicSuite(String name, Map<String, String> excluded) {
        this.name = name;
        this.excluded = excluded;
    }

    static PublicSuite named(String name, String exclusions) {
        return new PublicSuite(name, table(exclusions));
    }

    /** Lines {@code key | value} of a resource; a hash starts a comment. */
    static Map<String, String> table(String resource) {
        Map<String, String> table = new LinkedHashMap<>();
        try (InputStream in = PublicSuite.class.getResourceAsStream("/x509/" + resource)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> table.put(
                            line.substring(0, line.indexOf('|')).trim(),
                            line.substring(line.indexOf('|') + 1).trim()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }

    Stream<DynamicTest> tests(List<Case> cases) {
        // Loads classes and warms the compiler, so that times are those of a running server.
        cases.forEach(one -> one.judge().get());
        Stream<DynamicTest> each = cases.stream().map(one -> dynamicTest(one.id(), () -> check(one)));
        return Stream.concat(each, Stream.of(dynamicTest("the exclusions name cases of the suite", () -> {
            List<String> known = cases.stream().map(Case::id).toList();
            report(cases.size());
            Assertions.assertTrue(
                    known.containsAll(excluded.keySet()),
                    "unknown: "
                            + excluded.keySet().stream()
                                    .filter(id -> !known.contains(id))
                                    .toList());
        })));
    }

    private void check(Case one) {
        long start = processorTime();
        Optional<String> refused = one.judge().get();
        long nanos = processorTime() - start;
        if (nanos > slowestNanos) {
            slowestNanos = nanos;
            slowest = one.id();
        }
        boolean agrees = refused.isEmpty() == one.valid();
        String verdict = refused.map(why -> "refused: " + why).orElse("accepted");
        String reason = excluded.get(one.id());
        if (System.getenv("SLIPWAY_SUITE_VERBOSE") != null) {
            System.out.printf(
                    "%s\t%s\t%s\t%s\t%.1f%n",
                    agrees ? "agrees" : "DISAGREES", one.id(), one.valid(), verdict, nanos / 1e6);
        }
        counts.merge(reason == null ? agrees ? "agree" : "disagree" : "excluded, " + reason, 1, Integer::sum);
        if (reason == null) {
            Assertions.assertTrue(agrees, () -> "expected " + (one.valid() ? "valid" : "invalid") + ", was " + verdict);
        }
    }

    private void report(int cases) {
        System.out.printf(
                "%s: %d cases, slowest %s in %.1f ms of processor time%n", name, cases, slowest, slowestNanos / 1e6);
        counts.forEach((what, count) -> System.out.printf("  %4d %s%n", count, what));
    }

    /** Not the clock's time: builds share their machines. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
