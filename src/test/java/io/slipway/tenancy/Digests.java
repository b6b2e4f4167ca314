package io.slipway.tenancy;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.quarkus.scheduler.Scheduler;
import io.slipway.testing.Sql;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** What many tables hold, to be compared before and after, while no job changes anything by itself. */
final class Digests {
    /** What is in the middle of something when the jobs are held may end first, which takes no longer than this. */
    private static final int LONGEST_SECONDS = 60;

    private static final int REST_MILLIS = 200;

    private final Scheduler jobs;
    private final Sql sql;
    private final List<String> tables;
    private final UnaryOperator<String> rows;
    private Map<String, String> noted;

    /** @param rows which of a table, as a condition */
    Digests(Scheduler jobs, Sql sql, List<String> tables, UnaryOperator<String> rows) {
        this.jobs = jobs;
        this.sql = sql;
        this.tables = tables;
        this.rows = rows;
    }

    /** Holds the jobs until {@link #after()}, and notes what there is once they are at rest. */
    void before() {
        jobs.pause();
        AtomicReference<Map<String, String>> last = new AtomicReference<>();
        Awaitility.await("jobs at rest")
                .atMost(LONGEST_SECONDS, SECONDS)
                .pollInterval(REST_MILLIS, MILLISECONDS)
                .until(() -> {
                    Map<String, String> now = now();
                    return now.equals(last.getAndSet(now));
                });
        noted = last.get();
    }

    /** Lets the jobs go on, and tells which tables are not as they were. */
    List<String> after() {
        try {
            Map<String, String> after = now();
            return tables.stream()
                    .filter(table -> !noted.get(table).equals(after.get(table)))
                    .toList();
        } finally {
            jobs.resume();
        }
    }

    private Map<String, String> now() {
        Map<String, String> digests = new LinkedHashMap<>();
        for (String table : tables) {
            digests.put(
                    table,
                    sql.value(
                            """
                            select md5(coalesce(string_agg(line, ' ' order by line), '')) from (
                              select (to_jsonb(t) - array['sequence', 'hash'])::text as line from %s t where %s) as lines
                            """
                                    .formatted(table, rows.apply(table))));
        }
        return digests;
    }
}
