package io.slipway.tenancy;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.quarkus.scheduler.Scheduler;
import io.slipway.testing.Sql;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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

    /** Holds the jobs until {@link #done()}, and notes what there is once they are at rest. */
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

    /** Which tables are not as they were when this was asked last, or before. */
    List<String> changed() {
        Map<String, String> last = noted;
        noted = now();
        return tables.stream()
                .filter(table -> !last.get(table).equals(noted.get(table)))
                .toList();
    }

    /** Lets the jobs go on. */
    void done() {
        jobs.resume();
    }

    private Map<String, String> now() {
        return tables.stream().collect(Collectors.toMap(table -> table, this::digest));
    }

    /** Of the rows in any order; without what says how far the chain of events has got. */
    private String digest(String table) {
        String columns = Catalogue.columns(table).stream()
                .filter(column -> !column.equals("sequence") && !column.equals("hash"))
                .collect(Collectors.joining(", "));
        return sql.value(
                """
                select count(*) || ' rows, ' || coalesce(sum(hashtextextended(row(%s)::text, 0)::numeric), 0)
                  from %s
                 where %s
                """
                        .formatted(columns, table, rows.apply(table)));
    }
}
