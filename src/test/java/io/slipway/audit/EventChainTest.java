package io.slipway.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.account.AccountSlug;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTransactions;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import io.slipway.testing.Stack;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealing, verifying and exporting, on an account of the test's own that may be tampered with. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class EventChainTest {
    @Inject
    AccountTransactions transactions;

    @Inject
    DeviceTransactions deviceTransactions;

    @Inject
    Events events;

    @Inject
    EventSealJob sealing;

    @Inject
    EventVerificationJob verification;

    @Inject
    EventChainStore store;

    @TempDir
    Path folder;

    private AccountId account;

    @BeforeEach
    void a_new_account() {
        account = new AccountId(UUID.randomUUID());
        transactions.in(Actor.system(account), tx -> {
            tx.update("insert into account (account_id, slug, name, capabilities) values (:id, :slug, 'Test', '{}')")
                    .bind("id", account)
                    .bind("slug", account.toString())
                    .execute();
            return tx.update("insert into account_address (slug, account_id) values (:slug, :id)")
                    .bind("id", account)
                    .bind("slug", account.toString())
                    .execute();
        });
    }

    @Test
    void an_untouched_chain_is_intact() {
        record(3);

        ChainState state = verification.verify(account).orElseThrow();

        assertFalse(state.isBroken());
        assertEquals(3, state.sequence());
        assertEquals(3, state.verifiedSequence());
    }

    @Test
    void an_account_without_events_has_no_chain() {
        assertTrue(verification.verify(account).isEmpty());
    }

    @Test
    void an_altered_event_is_found() throws SQLException {
        record(5);
        sealing.seal(account);

        tamper("update event set after = '{\"name\": \"forged\"}' where sequence = 3 and account_id = '%s'");

        assertEquals(3, verification.verify(account).orElseThrow().brokenAt());
    }

    @Test
    void an_event_altered_together_with_its_hash_is_found_at_the_next_one() throws SQLException {
        record(5);
        sealing.seal(account);

        tamper("update event set hash = sha256('forged') where sequence = 3 and account_id = '%s'");

        assertEquals(3, verification.verify(account).orElseThrow().brokenAt());
    }

    @Test
    void a_removed_event_is_found() throws SQLException {
        record(5);
        sealing.seal(account);

        tamper("delete from event where sequence = 2 and account_id = '%s'");

        assertEquals(2, verification.verify(account).orElseThrow().brokenAt());
    }

    @Test
    void a_removed_end_is_found() throws SQLException {
        record(5);
        sealing.seal(account);

        tamper("delete from event where sequence >= 4 and account_id = '%s'");

        assertEquals(4, verification.verify(account).orElseThrow().brokenAt());
    }

    @Test
    void more_than_a_batch_is_sealed_in_one_go() {
        record(2_500);

        sealing.seal(account);

        assertEquals(2_500, state().sequence());
        assertFalse(verification.verify(account).orElseThrow().isBroken());
    }

    @Test
    void replicas_that_seal_at_once_do_not_fork_the_chain() {
        record(3_000);

        CompletableFuture.allOf(IntStream.range(0, 4)
                        .mapToObj(replica -> CompletableFuture.runAsync(() -> sealing.seal(account)))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertEquals(3_000, state().sequence());
        assertFalse(verification.verify(account).orElseThrow().isBroken());
    }

    @Test
    void odd_values_are_sealed_too() {
        record(Act.of("thing.changed", "é\u2028\"", "日本 🚢").changing(null, Map.of("big", 1e300, "exact", 1.50)));

        assertFalse(verification.verify(account).orElseThrow().isBroken());
    }

    @Test
    void the_device_plane_records_acts_of_several_devices_at_once() {
        deviceTransactions.in(Actor.system(account), tx -> {
            events.recordAll(
                    tx,
                    Stream.of("sensor-1", "sensor-2")
                            .map(id -> Act.of("device.assigned", id, id).by(Actor.device(account, id)))
                            .toList());
            return null;
        });

        List<Event> recorded = transactions.in(Actor.system(account), tx -> events.of(tx, "device", "sensor-2", 10));
        assertEquals(1, recorded.size());
        assertEquals("device", recorded.get(0).actorKind());
        assertEquals("sensor-2", recorded.get(0).actorName());
    }

    @Test
    void an_export_is_verified_by_the_published_script() throws Exception {
        record(Act.of("thing.changed", "1", "Größe \"ü\"\n").changing(Map.of("a", 1.50), Map.of("a", "ß")));
        record(40);

        Path export = export(EventFilter.ALL);

        assertEquals("intact: events 1 to 41, last hash " + state().hash(), script(export));
        assertEquals("intact: events 1 to 41, last hash " + state().hash(), script(export, hashAt(7)));
    }

    @Test
    void an_export_of_a_time_is_verified_too() throws Exception {
        record(3);
        Instant between = Instant.now();
        record(4);

        Path export = export(EventFilter.ofTime(between.toString(), null));

        assertEquals("intact: events 4 to 7, last hash " + state().hash(), script(export));
        assertEquals("BROKEN: the hash kept earlier is not in this chain", script(export, hashAt(1)));
    }

    @Test
    void the_script_finds_an_altered_a_removed_and_a_missing_last_line() throws Exception {
        record(6);
        List<String> lines = Files.readAllLines(export(EventFilter.ALL));

        assertTrue(script(file(lines, 3, lines.get(3).replace("thing.made", "thing.lost")))
                .startsWith("BROKEN at event 3"));
        assertTrue(script(file(lines, 4, null)).startsWith("BROKEN at event 4"));
        assertTrue(script(file(lines, 6, null)).startsWith("BROKEN: the export ends early"));
    }

    @Test
    void the_script_names_a_line_that_is_none() throws Exception {
        record(6);
        List<String> lines = Files.readAllLines(export(EventFilter.ALL));

        assertEquals("BROKEN at line 4: it is no event", script(file(lines, 3, "{\"event\":")));
        assertEquals("BROKEN at line 1: it is not what an export has there", script(file(lines, 0, "[]")));
        assertEquals("BROKEN at line 8: it is not what an export has there", script(file(lines, 7, "{")));
    }

    @Test
    void a_spreadsheet_gets_no_formula() throws IOException {
        record(Act.of("thing.made", "1", "=cmd()"));
        Path file = folder.resolve("events.csv");
        try (var out = Files.newOutputStream(file)) {
            newExport(EventFilter.ALL).writeCsv(out);
        }

        assertTrue(Files.readString(file).contains(",'=cmd(),"));
    }

    private void record(int times) {
        transactions.in(Actor.system(account), tx -> {
            events.recordAll(
                    tx,
                    IntStream.range(0, times)
                            .mapToObj(
                                    i -> Act.of("thing.made", i, "Thing " + i).changing(null, Map.of("name", "n" + i)))
                            .toList());
            return null;
        });
    }

    private void record(Act act) {
        transactions.in(Actor.system(account), tx -> {
            events.record(tx, act);
            return null;
        });
    }

    private ChainState state() {
        return transactions.in(Actor.system(account), store::state).orElseThrow();
    }

    private String hashAt(long sequence) {
        return transactions.in(
                Actor.system(account),
                tx -> EventChainStore.hex(store.at(tx, sequence).hash()));
    }

    /** As whoever owns the database could; row security, even forced, does not hold its owner for good. */
    private void tamper(String statement) throws SQLException {
        try (Connection owner = Stack.owner();
                Statement sql = owner.createStatement()) {
            owner.setAutoCommit(false);
            sql.execute("alter table event no force row level security");
            assertTrue(sql.executeUpdate(statement.formatted(account)) > 0);
            sql.execute("alter table event force row level security");
            owner.commit();
        }
    }

    private EventExport newExport(EventFilter time) {
        sealing.seal(account);
        Actor actor = Actor.system(account);
        return transactions.in(actor, tx -> {
            Trails.Part part = time.equals(EventFilter.ALL)
                    ? new Trails.Part(1, store.state(tx).orElseThrow().sequence())
                    : store.between(tx, time.begin(), time.end()).orElseThrow();
            EventChain before = part.first() == 1 ? EventChain.start(account) : store.at(tx, part.first() - 1);
            return new EventExport(
                    account,
                    new AccountSlug("test"),
                    time,
                    part,
                    before,
                    (after, limit) -> transactions.in(actor, next -> store.sealedAfter(next, after, limit)),
                    Instant.now());
        });
    }

    private Path export(EventFilter time) throws IOException {
        Path file = folder.resolve(UUID.randomUUID() + ".ndjson");
        try (var out = Files.newOutputStream(file)) {
            newExport(time).writeNdjson(out);
        }
        return file;
    }

    private Path file(List<String> lines, int number, String instead) throws IOException {
        Stream<String> changed = IntStream.range(0, lines.size())
                .mapToObj(i -> i == number ? instead : lines.get(i))
                .filter(line -> line != null);
        return Files.write(folder.resolve(UUID.randomUUID() + ".ndjson"), changed.toList());
    }

    private static String script(Path export, String... kept) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of("python3", "docs/verify-audit-export.py", export.toString()), Stream.of(kept))
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes()).strip();
    }
}
