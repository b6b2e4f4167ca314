package io.slipway.db;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.testing.Calls;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PostgreSQL was restarted while the application runs. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class LostConnectionsTest {
    private static final String LOST =
            """
            select pg_terminate_backend(pid)
              from pg_stat_activity
             where datname = 'slipway' and application_name like 'slipway%'
            """;

    @Test
    void nobody_is_answered_by_a_connection_that_was_lost() {
        List<String> requests = Collections.nCopies(12, "hubs");
        assertEquals(Collections.nCopies(12, 200), statuses(requests));

        Sql.everything("postgres").rows(LOST);
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);

        assertEquals(Collections.nCopies(12, 200), statuses(requests));
    }

    private static List<Integer> statuses(List<String> requests) {
        return Calls.atOnce(requests, Calls.as("northwind")::get);
    }
}
