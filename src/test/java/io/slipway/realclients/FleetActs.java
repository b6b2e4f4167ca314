package io.slipway.realclients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.Method;
import io.restassured.response.Response;
import io.slipway.testing.Calls;
import io.slipway.testing.Replicas;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What companies do with batches of devices through the API, each act told in the story and known to the batch. */
final class FleetActs {
    /** @param hub that the lessee names when it accepts */
    record Offer(String lessee, String hub) {}

    static final List<String> TENANTS = List.of("contoso", "fabrikam");
    private static final int SOME = 3;

    private final Replicas replicas;
    private final ReplicatedFleet fleet;
    private final Random random;
    private final List<String> story;
    /** Reassignments to be resumed, and who may do so. */
    private final Map<String, String> paused = new LinkedHashMap<>();
    /** Devices to be enabled, and who may do so. */
    private final Map<String, String> disabled = new LinkedHashMap<>();

    FleetActs(Replicas replicas, ReplicatedFleet fleet, Random random, List<String> story) {
        this.replicas = replicas;
        this.fleet = fleet;
        this.random = random;
        this.story = story;
    }

    void anything(Batch batch) {
        boolean isHome = batch.holder().equals("northwind");
        if (batch.undoable != null) {
            undo(batch);
        } else if (isHome && random.nextInt(3) > 0) {
            lease(batch);
        } else if (!isHome && random.nextInt(3) == 0) {
            giveBack(batch);
        } else {
            String id = move(batch);
            pause(random.nextInt(600));
            interfere(batch, id);
        }
    }

    void lease(Batch batch) {
        accept(batch, offer(batch, any(TENANTS)));
    }

    Offer offer(Batch batch, String lessee) {
        Map<String, Object> terms =
                Map.of("reference", "Killed", "rights", List.of("reassign", "disable"), "returnHub", fleet.home());
        Map<String, Object> offer = Map.of(
                "idScope",
                fleet.idScope,
                "lessee",
                lessee,
                "terms",
                terms,
                "devices",
                Map.of("registrationIds", batch.devices));
        batch.lease = tell("offer", 201, post("northwind", "leases", offer)).path("id");
        return new Offer(lessee, any(fleet.hubs.get(lessee)));
    }

    void accept(Batch batch, Offer offer) {
        tell("lease to " + offer.lessee(), 200, acceptance(batch, offer));
        batch.surely(fate -> fate.leasedTo(offer.lessee(), offer.hub()));
    }

    Response acceptance(Batch batch, Offer offer) {
        return post(offer.lessee(), "leases/" + batch.lease + "/acceptances", Map.of("defaultHub", offer.hub()));
    }

    void giveBack(Batch batch) {
        tell("return", 200, post(batch.holder(), "leases/" + batch.lease + "/returns", Map.of()));
        batch.surely(fate -> fate.returnedTo("northwind", fleet.home()));
    }

    /** To another of the holder's hubs; the reassignment's id. */
    String move(Batch batch) {
        String target = any(fleet.hubs.get(batch.holder()).stream()
                .filter(hub -> !hub.equals(batch.hub()))
                .toList());
        int wave = random.nextInt(4) > 0 ? batch.devices.size() / 3 : batch.devices.size();
        return move(batch, target, wave);
    }

    String move(Batch batch, String target, int wave) {
        Map<String, Object> plan = new HashMap<>(Map.of(
                "idScope",
                fleet.idScope,
                "targetHub",
                target,
                "twins",
                any(List.of("migrate", "reset")),
                "waveSize",
                wave,
                "devices",
                Map.of("registrationIds", batch.devices)));
        String id = tell("plan for " + batch.holder(), 201, post(batch.holder(), "reassignments", plan))
                .path("id");
        tell("move to " + target, 200, post(batch.holder(), "reassignments/" + id + "/starts", Map.of()));
        batch.undoablyMovedTo(target, id);
        return id;
    }

    void cancel(Batch batch, String id) {
        if (tell("cancel", post(batch.holder(), "reassignments/" + id + "/cancellations", Map.of())) == 200) {
            batch.interruptedMove(false);
        }
    }

    private void interfere(Batch batch, String id) {
        String company = batch.holder();
        switch (any(List.of("nothing", "pauses", "cancellations", "rollbacks", "return", "disable", "disable"))) {
            case "pauses" -> {
                if (tell("pause", post(company, "reassignments/" + id + "/pauses", Map.of())) == 200) {
                    paused.put(id, company);
                }
            }
            case "cancellations" -> cancel(batch, id);
            case "rollbacks" -> {
                if (tell("roll back", post(company, "reassignments/" + id + "/rollbacks", Map.of())) == 200) {
                    batch.interruptedMove(true);
                }
            }
            case "return" -> {
                if (!company.equals("northwind")) {
                    batch.interruptedMove(false);
                    giveBack(batch);
                }
            }
            case "disable" -> {
                List<String> some = batch.devices.subList(0, SOME);
                fleet.disabled.addAll(some);
                some.forEach(device -> disable(company, device));
                batch.mayHaveStayed(some);
            }
            default -> story.add("let it go");
        }
    }

    /** Its hub may be out of order; then the device is disabled all the same, and its hub is not told. */
    private void disable(String company, String device) {
        disabled.put(device, company);
        int status = tell("disable", send(Method.PUT, company, disablement(device), Map.of("reason", "Looks strange")));
        assertTrue(status == 204 || status == 503, () -> "disable: " + status);
    }

    /** What was stopped for a while goes on. */
    void letGoOn() {
        paused.forEach(
                (id, company) -> tell("resume", 200, post(company, "reassignments/" + id + "/resumptions", Map.of())));
        paused.clear();
    }

    void enableAll() {
        disabled.forEach(
                (device, company) -> tell("enable", 204, send(Method.DELETE, company, disablement(device), Map.of())));
        disabled.clear();
        fleet.disabled.clear();
    }

    private void undo(Batch batch) {
        String company = batch.holder();
        Response undo = post(company, "reassignments/" + batch.undoable + "/undos", Map.of());
        tell("undo", 201, undo);
        tell("start the undo", 200, post(company, "reassignments/" + undo.path("id") + "/starts", Map.of()));
        batch.undone();
    }

    Response post(String company, String path, Map<String, ?> body) {
        return send(Method.POST, company, path, body);
    }

    Response send(Method method, String company, String path, Map<String, ?> body) {
        Calls calls = replicas.calls(company);
        return calls.request().contentType("application/json").body(body).request(method, calls.address(path));
    }

    int tell(String what, Response answer) {
        story.add(what + ": " + answer.statusCode());
        return answer.statusCode();
    }

    Response tell(String what, int expected, Response answer) {
        assertEquals(expected, tell(what, answer), () -> what + ": " + answer.asString());
        return answer;
    }

    private String disablement(String device) {
        return "scopes/" + fleet.idScope + "/devices/" + device + "/disablement";
    }

    private <T> T any(List<T> among) {
        return among.get(random.nextInt(among.size()));
    }

    static void pause(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
