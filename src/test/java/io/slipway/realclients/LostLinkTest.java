package io.slipway.realclients;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.reassignment.MemoryHubConnector;
import io.slipway.reassignment.MemoryHubConnector.Fault;
import io.slipway.testing.Sql;
import io.slipway.testing.Stack;
import io.slipway.testing.TestClock;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A device is written to its hub, and the hub's link has ended and the hub is away before that can be committed. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class LostLinkTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Inject
    MemoryHubConnector memory;

    @Inject
    TestClock clock;

    private Companies companies;

    @BeforeEach
    void a_registration_loses_against_the_end_of_its_hubs_link() {
        companies = new Companies();
        String link = companies.linkTo(companies.home);
        memory.meanwhile(companies.home, () -> {
            memory.set(companies.home, Fault.AWAY);
            companies.northwind.delete(link).statusCode(204);
        });

        assertEquals("failed", companies.device("tracker-1").register().state());

        assertEquals(Set.of("tracker-1"), memory.deviceIds(companies.home));
    }

    @AfterEach
    void the_clock_goes_right_again() {
        clock.putBack();
    }

    @Test
    void the_hub_forgets_the_device_once_it_is_back() {
        assertEquals(1, owed());

        memory.set(companies.home, Fault.NONE);
        clock.forward(Duration.ofSeconds(20));

        await().atMost(LONG).until(() -> owed() == 0);
        assertEquals(Set.of(), memory.deviceIds(companies.home));
    }

    @Test
    void a_device_does_not_come_back_before_it_is_forgotten() {
        companies.link(companies.home);

        assertEquals(
                "The hub is still to forget this device. Try again in a moment.",
                companies.device("tracker-1").register().message());
        memory.set(companies.home, Fault.NONE);
        clock.forward(Duration.ofSeconds(20));
        await().atMost(LONG).until(() -> owed() == 0);

        companies.assertRegistersAt(companies.home, List.of("tracker-1"));
        assertEquals(Set.of("tracker-1"), memory.deviceIds(companies.home));
    }

    @Test
    void the_link_that_comes_after_ends_without_waiting_for_it() {
        companies.link(companies.home);

        companies.northwind.delete(companies.linkTo(companies.home)).statusCode(204);

        assertEquals(1, owed());
    }

    @Test
    void nobody_is_asked_once_the_hub_is_deleted() {
        int asked = memory.removals(companies.home);
        companies
                .northwind
                .delete("hubs/" + companies.home.substring(0, companies.home.indexOf('.')))
                .statusCode(204);

        clock.forward(Duration.ofSeconds(20));

        await().atMost(LONG).until(() -> owed() == 0);
        assertEquals(asked, memory.removals(companies.home));
    }

    @Test
    void the_portal_cannot_have_a_hub_asked_that_is_not_linked() {
        Map<String, Object> owed = Sql.deviceOf("northwind")
                .row(
                        "select scope_id, hub_id, account_id from departure join scope_address using (scope_id, account_id)"
                                + " where id_scope = ?",
                        companies.idScope);

        assertThat(
                Sql.as("northwind")
                        .refusal(
                                "insert into departure (scope_id, registration_key, hub_id, device_id, account_id)"
                                        + " values (?, 'tracker-2', ?, 'tracker-2', ?)",
                                owed.get("scope_id"),
                                owed.get("hub_id"),
                                owed.get("account_id")),
                containsString("row-level security policy"));
    }

    private int owed() {
        return Sql.deviceOf("northwind")
                .rows("select from departure join scope_address using (scope_id) where id_scope = ?", companies.idScope)
                .size();
    }
}
