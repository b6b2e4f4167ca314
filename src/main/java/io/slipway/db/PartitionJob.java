package io.slipway.db;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** Keeps the months ahead ready for events and attempts: at start-up, after a long rest, and daily. */
@ApplicationScoped
class PartitionJob {
    private final Jdbi jdbi;

    PartitionJob(DataSource dataSource) {
        this.jdbi = TypedJdbi.of(dataSource);
    }

    @Scheduled(identity = "create partitions", every = "24h", concurrentExecution = ConcurrentExecution.SKIP)
    void createAhead() {
        jdbi.useHandle(handle -> handle.execute("select create_partitions()"));
    }
}
