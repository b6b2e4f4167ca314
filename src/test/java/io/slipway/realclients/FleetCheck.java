package io.slipway.realclients;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.restassured.response.ValidatableResponse;
import io.slipway.testing.Replicas;
import java.util.List;
import java.util.Map;

/** Compares a fleet that is quiet with what must have become of it. */
final class FleetCheck {
    private static final List<String> TENANTS = List.of("contoso", "fabrikam");
    private final Replicas replicas;
    private final ReplicatedFleet fleet;
    private final FleetTruth truth;

    FleetCheck(Replicas replicas, ReplicatedFleet fleet, FleetTruth truth) {
        this.replicas = replicas;
        this.fleet = fleet;
        this.truth = truth;
    }

    /** Its own rows, the hubs and their twins, both audit trails and a device of each batch say the same. */
    void compare(List<Batch> batches) {
        Map<String, DeviceFate> fates = truth.fates();
        batches.forEach(batch -> batch.settle(fates));
        Map<String, List<String>> knowing = truth.knowing();
        fates.forEach((id, fate) -> assertEquals(List.of(fate.hub()), knowing.get(id), id));
        for (String tenant : TENANTS) {
            Map<String, List<String>> told = truth.stories(tenant);
            fates.forEach((id, fate) -> assertEquals(fate.toldTo(tenant), told.getOrDefault(id, List.of()), id));
        }
        for (Batch batch : batches) {
            String id = batch.devices.get(0);
            assertEquals(
                    batch.fate(id).hub(), fleet.register(replicas.any(), id).hub(), id);
        }
    }

    /** A twin is shown to whoever holds the device, and to nobody else. */
    void assertTwinsAreTheirHolders(List<Batch> batches) {
        for (Batch batch : batches) {
            String id = batch.devices.get(0);
            for (String company : fleet.hubs.keySet()) {
                ValidatableResponse twin = replicas.calls(company).get(fleet.address(id, "twin"));
                if (company.equals(batch.holder())) {
                    String desired = batch.fate(id).twin().desired();
                    twin.statusCode(200).body(containsString("\"desired\":" + desired));
                } else {
                    twin.statusCode(404);
                }
            }
        }
    }

    void assertChainsAreIntact() {
        for (String company : fleet.hubs.keySet()) {
            Map<String, Object> state = replicas.calls(company)
                    .get("events/verification")
                    .statusCode(200)
                    .extract()
                    .path("$");
            assertNull(state.get("brokenAt"), company);
            assertEquals(state.get("sequence"), state.get("verifiedSequence"), company);
        }
    }
}
