package io.slipway.spi;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Reaches one kind of hub: writes device identities and twins there, removes them, and says whether the hub answers.
 *
 * <p>Implementations are shared by all hubs of their kind and called from several threads at once. Every method must be
 * idempotent: Slipway repeats a call whose answer it did not get. It waits for ten seconds; what has not begun by then must not
 * be done later, since the device may have moved on. A method that cannot do its work completes
 * exceptionally with {@link HubUnavailable}; what concerns single devices is said per device in the result. No argument
 * and no result is null.
 *
 * @since 0.1
 */
public interface HubConnector {
    /** The name that a hub's settings choose the connector by; lower-case letters and dashes, never changed once published. */
    String name();

    /** What a person reads when choosing the connector. */
    String label();

    /** JSON Schema (draft 2020-12) of the settings a hub of this kind has; the portal makes its form of it. */
    String settingsSchema();

    /** Whether the hub answers and accepts Slipway's credential. Called before a hub is saved and once a minute. */
    CompletionStage<HubHealth> check(HubTarget hub);

    /**
     * Creates or updates identities, each with the very credential the device attested with. One that may not connect is
     * disconnected.
     *
     * @param identities at most 1,000, no device ID twice
     * @return one result per identity, in the same order
     */
    CompletionStage<List<HubWrite>> put(HubTarget hub, List<HubIdentity> identities);

    /**
     * Removes identities with their twins and disconnects the devices; an absent one counts as removed.
     *
     * @param deviceIds at most 1,000
     * @return one result per device ID, in the same order
     */
    CompletionStage<List<HubWrite>> remove(HubTarget hub, List<String> deviceIds);

    /**
     * Reads twins, so that they can be migrated or shown.
     *
     * @param deviceIds at most 1,000
     * @return the twins found; an unknown device is absent from the list
     */
    CompletionStage<List<HubTwin>> twins(HubTarget hub, List<String> deviceIds);

    /**
     * Lets devices connect or, disconnecting them, keeps them from it; twins stay as they are. An absent one counts as done.
     *
     * @param deviceIds at most 1,000
     * @return one result per device ID, in the same order
     */
    CompletionStage<List<HubWrite>> enable(HubTarget hub, List<String> deviceIds, boolean enabled);

    /**
     * Replaces the desired properties of a twin, unless somebody else changed them meanwhile. The version grows by one.
     *
     * @param desiredJson a JSON object, kept as it is written
     * @param expectedVersion the version that is replaced; repeating a change that has been made counts as done
     * @return done, or why not: the device is absent, or the version is another one by now
     */
    CompletionStage<HubWrite> changeDesired(HubTarget hub, String deviceId, String desiredJson, int expectedVersion);
}
