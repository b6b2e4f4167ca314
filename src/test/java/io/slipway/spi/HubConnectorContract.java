package io.slipway.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.slipway.spi.HubIdentity.Twin;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every hub connector must do. Extend it, give it the connector and an empty hub per test, and run it as any JUnit test.
 */
public abstract class HubConnectorContract {
    protected static final String TWIN =
            "{\"tags\":{\"floor\":2.0},\"properties\":{\"desired\":{\"interval\":30,\"limit\":30.0}}}";

    protected abstract HubConnector connector();

    /** A hub that is reachable; empty whenever a test begins. */
    protected abstract HubTarget hub();

    /** Whether a device may connect, as the hub itself has it and not as it was told. */
    protected abstract boolean isEnabled(String deviceId);

    /** The same kind of hub, but none that exists or answers. */
    protected abstract HubTarget absentHub();

    @Test
    void has_a_name_for_addresses_and_a_label_for_people() {
        assertTrue(connector().name().matches("[a-z][a-z0-9-]*"), connector().name());
        assertFalse(connector().label().isBlank());
        assertTrue(connector().settingsSchema().contains("\"type\""), "the settings schema is a JSON Schema");
    }

    @Test
    void a_reachable_hub_is_healthy_and_says_what_was_tried() {
        HubHealth health = await(connector().check(hub()));

        assertTrue(health.healthy(), health.detail());
        assertTrue(health.detail().endsWith("."), "a sentence: " + health.detail());
    }

    @Test
    void a_new_identity_starts_with_the_initial_twin() {
        put(identity("pump-17", Twin.KEEP));

        HubTwin twin = twin("pump-17");
        assertEquals("{\"floor\":2.0}", twin.tagsJson());
        assertEquals("{\"interval\":30,\"limit\":30.0}", twin.desiredJson());
        assertEquals("{}", twin.reportedJson());
    }

    @Test
    void an_empty_initial_twin_is_three_empty_objects() {
        put(identity("pump-17", key(1), "{}", Twin.KEEP));

        HubTwin twin = twin("pump-17");
        assertEquals(List.of("{}", "{}", "{}"), List.of(twin.tagsJson(), twin.desiredJson(), twin.reportedJson()));
    }

    @Test
    void putting_the_same_again_changes_nothing() {
        put(identity("pump-17", Twin.RESET));
        HubTwin once = twin("pump-17");

        put(identity("pump-17", Twin.RESET));

        assertEquals(once, twin("pump-17"));
    }

    @Test
    void keep_leaves_an_existing_twin_as_it_is() {
        put(identity("pump-17", Twin.KEEP));

        put(identity("pump-17", key(2), "{\"tags\":{\"floor\":9}}", Twin.KEEP));

        assertEquals("{\"floor\":2.0}", twin("pump-17").tagsJson());
    }

    @Test
    void reset_starts_again_with_the_initial_twin() {
        put(identity("pump-17", Twin.KEEP));

        put(identity("pump-17", key(1), "{\"tags\":{\"floor\":9}}", Twin.RESET));

        assertEquals("{\"floor\":9}", twin("pump-17").tagsJson());
        assertEquals("{}", twin("pump-17").desiredJson());
    }

    @Test
    void replace_starts_again_with_the_initial_twin() {
        put(identity("pump-17", Twin.KEEP));

        put(identity("pump-17", key(2), "{\"tags\":{\"floor\":9}}", Twin.REPLACE));

        assertEquals("{\"floor\":9}", twin("pump-17").tagsJson());
        assertEquals("{}", twin("pump-17").desiredJson());
    }

    @Test
    void a_disabled_device_stays_disabled_unless_it_is_replaced() {
        put(identity("pump-17", Twin.KEEP));
        await(connector().enable(hub(), List.of("pump-17"), false));

        put(identity("pump-17", key(2), TWIN, Twin.KEEP));
        assertFalse(isEnabled("pump-17"));
        put(identity("pump-17", key(2), TWIN, Twin.RESET));
        assertFalse(isEnabled("pump-17"));

        put(identity("pump-17", key(2), TWIN, Twin.REPLACE));
        assertTrue(isEnabled("pump-17"));
        put(new HubIdentity("pump-17", key(2), false, false, TWIN, Twin.REPLACE));
        assertFalse(isEnabled("pump-17"));
    }

    @Test
    void a_new_identity_is_enabled_or_not_as_it_is_given() {
        for (Twin twin : Twin.values()) {
            put(new HubIdentity("pump-" + twin, key(1), false, false, TWIN, twin));

            assertFalse(isEnabled("pump-" + twin));
        }
    }

    @Test
    void a_credential_may_change_its_kind() {
        put(identity("pump-17", Twin.KEEP));

        put(identity("pump-17", new HubCredential.Thumbprints("A".repeat(40), "B".repeat(40)), TWIN, Twin.KEEP));

        assertEquals("{\"floor\":2.0}", twin("pump-17").tagsJson());
    }

    @Test
    void device_ids_are_case_sensitive() {
        put(identity("Pump", key(1), "{\"tags\":{\"is\":\"upper\"}}", Twin.KEEP));
        put(identity("pump", key(1), "{\"tags\":{\"is\":\"lower\"}}", Twin.KEEP));

        assertEquals("{\"is\":\"upper\"}", twin("Pump").tagsJson());
        assertEquals("{\"is\":\"lower\"}", twin("pump").tagsJson());
    }

    @Test
    void all_characters_of_a_device_id_are_kept() {
        String id = "A-z0:.+%_#*?!(),=@$'";

        put(identity(id, Twin.KEEP));

        assertEquals(id, twin(id).deviceId());
    }

    @Test
    void a_removed_device_is_gone_with_its_twin() {
        put(identity("pump-17", Twin.KEEP));

        List<HubWrite> removed = await(connector().remove(hub(), List.of("pump-17")));

        assertEquals(List.of(HubWrite.done("pump-17")), removed);
        assertEquals(List.of(), await(connector().twins(hub(), List.of("pump-17"))));
    }

    @Test
    void removing_an_absent_device_counts_as_removed() {
        assertEquals(List.of(HubWrite.done("nobody")), await(connector().remove(hub(), List.of("nobody"))));
    }

    @Test
    void a_device_that_comes_back_starts_with_the_initial_twin() {
        put(identity("pump-17", Twin.KEEP));
        await(connector().remove(hub(), List.of("pump-17")));

        put(identity("pump-17", key(1), "{\"tags\":{\"floor\":9}}", Twin.KEEP));

        assertEquals("{\"floor\":9}", twin("pump-17").tagsJson());
    }

    @Test
    void an_unknown_device_is_absent_from_the_twins() {
        put(identity("pump-17", Twin.KEEP));

        List<HubTwin> twins = await(connector().twins(hub(), List.of("nobody", "pump-17")));

        assertEquals(List.of("pump-17"), twins.stream().map(HubTwin::deviceId).toList());
    }

    @Test
    void a_thousand_are_answered_in_their_order() {
        List<HubIdentity> thousand = IntStream.range(0, 1_000)
                .mapToObj(i -> identity("pump-" + (i * 7_919 % 1_000), i % 2 == 0 ? Twin.KEEP : Twin.RESET))
                .toList();
        List<String> ids = thousand.stream().map(HubIdentity::deviceId).toList();

        List<HubWrite> written = await(connector().put(hub(), thousand));

        assertEquals(ids.stream().map(HubWrite::done).toList(), written);
        assertEquals(1_000, await(connector().twins(hub(), ids)).size());
        assertEquals(
                ids.stream().map(HubWrite::done).toList(), await(connector().remove(hub(), ids)));
    }

    @Test
    void what_is_wrong_with_one_device_is_said_of_that_one() {
        List<HubWrite> written = await(connector()
                .put(
                        hub(),
                        List.of(
                                identity("first", Twin.KEEP),
                                identity("broken", key(1), "{\"tags\":[]}", Twin.KEEP),
                                identity("last", Twin.KEEP))));

        assertEquals(
                List.of("first", "broken", "last"),
                written.stream().map(HubWrite::deviceId).toList());
        assertEquals(
                List.of(true, false, true),
                written.stream().map(HubWrite::isDone).toList());
        assertTrue(
                written.get(1).failure().endsWith("."),
                "a sentence: " + written.get(1).failure());
    }

    @Test
    void disabling_and_enabling_keep_the_twin() {
        put(identity("pump-17", Twin.KEEP));
        HubTwin before = twin("pump-17");

        assertEquals(List.of(HubWrite.done("pump-17")), await(connector().enable(hub(), List.of("pump-17"), false)));
        assertEquals(before, twin("pump-17"));
        assertEquals(List.of(HubWrite.done("pump-17")), await(connector().enable(hub(), List.of("pump-17"), true)));
        assertEquals(before, twin("pump-17"));
    }

    @Test
    void disabling_an_absent_device_counts_as_done() {
        assertEquals(List.of(HubWrite.done("nobody")), await(connector().enable(hub(), List.of("nobody"), false)));
    }

    @Test
    void desired_properties_are_replaced_at_the_version_that_was_read() {
        put(identity("pump-17", Twin.KEEP));
        HubTwin before = twin("pump-17");

        HubWrite changed =
                await(connector().changeDesired(hub(), "pump-17", "{\"interval\":60.0}", before.desiredVersion()));

        assertEquals(HubWrite.done("pump-17"), changed);
        HubTwin after = twin("pump-17");
        assertEquals("{\"interval\":60.0}", after.desiredJson());
        assertEquals(before.desiredVersion() + 1, after.desiredVersion());
        assertEquals(before.tagsJson(), after.tagsJson());
    }

    @Test
    void a_change_repeated_counts_as_done_and_one_that_comes_late_is_refused() {
        put(identity("pump-17", Twin.KEEP));
        int version = twin("pump-17").desiredVersion();
        await(connector().changeDesired(hub(), "pump-17", "{\"interval\":60}", version));

        assertTrue(await(connector().changeDesired(hub(), "pump-17", "{\"interval\":60}", version))
                .isDone());
        HubWrite late = await(connector().changeDesired(hub(), "pump-17", "{\"interval\":90}", version));
        assertFalse(late.isDone());
        assertTrue(late.failure().endsWith("."), "a sentence: " + late.failure());
        assertEquals("{\"interval\":60}", twin("pump-17").desiredJson());
    }

    @Test
    void the_desired_properties_of_an_absent_device_cannot_be_changed() {
        assertFalse(await(connector().changeDesired(hub(), "nobody", "{}", 1)).isDone());
    }

    @Test
    void nothing_to_do_is_done() {
        assertEquals(List.of(), await(connector().put(hub(), List.of())));
        assertEquals(List.of(), await(connector().remove(hub(), List.of())));
        assertEquals(List.of(), await(connector().twins(hub(), List.of())));
    }

    @Test
    void batches_that_overlap_do_not_hinder_one_another() throws Exception {
        List<String> ids = IntStream.range(0, 200).mapToObj(i -> "pump-" + i).toList();
        List<HubIdentity> forth =
                ids.stream().map(id -> identity(id, Twin.KEEP)).toList();
        List<HubIdentity> back = IntStream.range(0, 200)
                .mapToObj(i -> identity(ids.get(199 - i), Twin.RESET))
                .toList();

        var threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<HubWrite>>> all = IntStream.range(0, 24)
                    .mapToObj(i -> threads.submit(() -> await(
                            i % 3 == 2
                                    ? connector().remove(hub(), ids)
                                    : connector().put(hub(), i % 3 == 0 ? forth : back))))
                    .toList();
            for (Future<List<HubWrite>> one : all) {
                assertTrue(one.get(60, TimeUnit.SECONDS).stream().allMatch(HubWrite::isDone));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_hub_that_is_not_there_is_unavailable_and_the_caller_is_not_held() {
        CompletionStage<List<HubWrite>> answer = assertTimeoutPreemptively(
                Duration.ofSeconds(2), () -> connector().put(absentHub(), List.of(identity("pump-17", Twin.KEEP))));

        ExecutionException thrown = assertThrows(
                ExecutionException.class, () -> answer.toCompletableFuture().get(60, TimeUnit.SECONDS));
        assertEquals(HubUnavailable.class, thrown.getCause().getClass());
    }

    protected static HubIdentity identity(String deviceId, Twin twin) {
        return identity(deviceId, key(1), TWIN, twin);
    }

    protected static HubIdentity identity(String deviceId, HubCredential credential, String twinJson, Twin twin) {
        return new HubIdentity(deviceId, credential, false, true, twinJson, twin);
    }

    protected static HubCredential key(int number) {
        byte[] primary = ("primary key of 32 bytes, number " + number).getBytes(UTF_8);
        byte[] secondary = ("another key of 32 bytes, number" + number).getBytes(UTF_8);
        return new HubCredential.SymmetricKeys(primary, secondary);
    }

    protected void put(HubIdentity identity) {
        assertEquals(
                List.of(HubWrite.done(identity.deviceId())), await(connector().put(hub(), List.of(identity))));
    }

    protected HubTwin twin(String deviceId) {
        return await(connector().twins(hub(), List.of(deviceId))).get(0);
    }

    protected static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
