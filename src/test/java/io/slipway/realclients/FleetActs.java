package io.slipway.realclients;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.Method;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What companies do with batches of devices through the API, each act told in the story and known to the batch. */
final class FleetActs {
    /** @param hub that the lessee names when it accepts */
    record Offer(String lessee, String hub) {}

    /** A reassignment that is not started yet. */
    record Plan(String id, String target, boolean migrates) {}

    static final List<String> TENANTS = List.of("contoso", "fabrikam");
    static final String OPERATOR = "northwind";
    private static final int SOME = 3;

    private final FleetCalls calls;
    private final ReplicatedFleet fleet;
    private final Random random;
    private final ConfirmedActs confirmed;
    /** Reassignments to be resumed, and who may do so. */
    private final Map<String, String> paused = new LinkedHashMap<>();
    /** Devices to be enabled, and who may do so. */
    private final Map<String, String> disabled = new LinkedHashMap<>();

    FleetActs(FleetCalls calls, ReplicatedFleet fleet, Random random, ConfirmedActs confirmed) {
        this.calls = calls;
        this.fleet = fleet;
        this.random = random;
        this.confirmed = confirmed;
    }

    void anything(Batch batch) {
        if (batch.undoable != null) {
            undo(batch);
        } else if (batch.isHome() && random.nextInt(3) > 0) {
            lease(batch);
        } else if (!batch.isHome() && random.nextInt(3) == 0) {
            giveBack(batch);
        } else {
            String id = move(batch, otherHub(batch), random.nextInt(4) > 0 ? 3 : 1);
            pause(random.nextInt(600));
            interfere(batch, id);
        }
    }

    void lease(Batch batch) {
        accept(batch, offer(batch));
    }

    Offer offer(Batch batch) {
        String lessee = any(TENANTS);
        Map<String, Object> terms = Map.of(
                "reference", "Killed", "rights", List.of("reassign", "disable", "twin"), "returnHub", fleet.home());
        Map<String, Object> offer = Map.of(
                "idScope",
                fleet.idScope,
                "lessee",
                lessee,
                "terms",
                terms,
                "devices",
                Map.of("registrationIds", batch.devices));
        batch.lease =
                calls.tell("offer", 201, calls.post(OPERATOR, "leases", offer)).path("id");
        confirmed.add("lease.proposed", batch.lease, OPERATOR, lessee);
        return new Offer(lessee, any(fleet.hubs.get(lessee)));
    }

    void accept(Batch batch, Offer offer) {
        calls.tell(
                "lease to " + offer.lessee(),
                200,
                calls.post(offer.lessee(), batch.leaseAddress("acceptances"), Map.of("defaultHub", offer.hub())));
        confirmed.add("lease.accepted", batch.lease, OPERATOR, offer.lessee());
        confirmed.add("lease.started", batch.lease, OPERATOR, offer.lessee());
        batch.surely(fate -> fate.leasedTo(offer.lessee(), offer.hub()));
    }

    void giveBack(Batch batch) {
        calls.tell("return", 200, calls.post(batch.holder(), batch.leaseAddress("returns"), Map.of()));
        confirmed.add("lease.returned", batch.lease, OPERATOR, batch.holder());
        confirmed.add("lease.ended", batch.lease, OPERATOR, batch.holder());
        batch.surely(fate -> fate.returnedTo(OPERATOR, fleet.home()));
    }

    /** To another of the holder's hubs. */
    String otherHub(Batch batch) {
        return any(fleet.hubs.get(batch.holder()).stream()
                .filter(hub -> !hub.equals(batch.hub()))
                .toList());
    }

    /** The reassignment's id. */
    String move(Batch batch, String target, int waves) {
        Plan plan = plan(batch, target, waves);
        start(batch, plan);
        return plan.id();
    }

    /** To another hub, from which whatever does not register there within an hour comes back; the reassignment's id. */
    String moveForAnHour(Batch batch) {
        Plan plan = plan(batch, otherHub(batch), 1, Map.of("absentAfter", 60, "absentAction", "rollBack"));
        start(batch, plan);
        batch.mayComeBack();
        return plan.id();
    }

    Plan plan(Batch batch, String target, int waves) {
        return plan(batch, target, waves, Map.of());
    }

    private Plan plan(Batch batch, String target, int waves, Map<String, ?> more) {
        String twins = any(List.of("migrate", "reset"));
        Map<String, Object> plan = new HashMap<>(Map.of(
                "idScope",
                fleet.idScope,
                "targetHub",
                target,
                "twins",
                twins,
                "waveSize",
                batch.devices.size() / waves,
                "devices",
                Map.of("registrationIds", batch.devices)));
        plan.putAll(more);
        String id = calls.tell("plan for " + batch.holder(), 201, calls.post(batch.holder(), "reassignments", plan))
                .path("id");
        confirmed.add("reassignment.planned", id, OPERATOR, batch.holder());
        return new Plan(id, target, twins.equals("migrate"));
    }

    void start(Batch batch, Plan plan) {
        lead(batch.holder(), plan.id(), "starts", "started");
        confirmed.add("reassignment.finished", plan.id(), OPERATOR, batch.holder());
        batch.undoablyMoved(plan);
    }

    void retry(Batch batch, String id) {
        lead(batch.holder(), id, "retries", "retried");
        confirmed.add("reassignment.finished", id, OPERATOR, batch.holder());
    }

    void pause(Batch batch, String id) {
        lead(batch.holder(), id, "pauses", "paused");
        paused.put(id, batch.holder());
    }

    void resume(String id) {
        lead(paused.remove(id), id, "resumptions", "resumed");
    }

    void cancel(Batch batch, String id) {
        if (mayStop(batch, id, "cancellations", "cancelling")) {
            batch.interruptedMove(false);
        }
    }

    void rollBack(Batch batch, String id) {
        if (mayStop(batch, id, "rollbacks", "rolledBack")) {
            batch.interruptedMove(true);
        }
    }

    void undo(Batch batch) {
        String company = batch.holder();
        Response undo = calls.post(company, "reassignments/" + batch.undoable + "/undos", Map.of());
        String id = calls.tell("undo", 201, undo).path("id");
        confirmed.add("reassignment.planned", id, OPERATOR, company);
        lead(company, id, "starts", "started");
        confirmed.add("reassignment.finished", id, OPERATOR, company);
        batch.undone();
    }

    void endLink(String hub) {
        String link = fleet.linkTo(hub);
        calls.tell("end the link", 200, calls.post(OPERATOR, link + "/ending", Map.of()));
        confirmed.add("hubLink.ending", id(link), OPERATOR);
    }

    void keepLink(String hub) {
        String link = fleet.linkTo(hub);
        calls.tell("keep the link", 200, calls.send(Method.DELETE, OPERATOR, link + "/ending", Map.of()));
        confirmed.add("hubLink.kept", id(link), OPERATOR);
    }

    /** Ends the hub's link, with its devices moved away. */
    void clear(String hub, String target) {
        String link = fleet.linkTo(hub);
        Map<String, String> where = Map.of("targetHub", target, "twins", "migrate");
        Response clearing = calls.post(OPERATOR, link + "/clearings", where);
        String id =
                calls.tell("end the link with its devices moved", 201, clearing).path("id");
        List.of("planned", "started", "finished")
                .forEach(action -> confirmed.add("reassignment." + action, id, OPERATOR));
        List.of("ending", "deleted").forEach(action -> confirmed.add("hubLink." + action, id(link), OPERATOR));
    }

    private static String id(String link) {
        return link.substring(link.lastIndexOf('/') + 1);
    }

    private void lead(String company, String id, String how, String action) {
        calls.tell(action, 200, calls.post(company, "reassignments/" + id + "/" + how, Map.of()));
        confirmed.add("reassignment." + action, id, OPERATOR, company);
    }

    /** Unless it has ended already. */
    private boolean mayStop(Batch batch, String id, String how, String action) {
        String company = batch.holder();
        boolean stops = calls.tell(action, calls.post(company, "reassignments/" + id + "/" + how, Map.of())) == 200;
        if (stops) {
            confirmed.add("reassignment." + action, id, OPERATOR, company);
            confirmed.remove("reassignment.finished", id);
            confirmed.add("reassignment.cancelled", id, OPERATOR, company);
        }
        return stops;
    }

    private void interfere(Batch batch, String id) {
        String company = batch.holder();
        switch (any(List.of("nothing", "pauses", "cancellations", "rollbacks", "return", "disable", "disable"))) {
            case "pauses" -> {
                int status = calls.tell("pause", calls.post(company, "reassignments/" + id + "/pauses", Map.of()));
                if (status == 200) {
                    confirmed.add("reassignment.paused", id, OPERATOR, company);
                    paused.put(id, company);
                }
            }
            case "cancellations" -> cancel(batch, id);
            case "rollbacks" -> rollBack(batch, id);
            case "return" -> {
                if (!company.equals(OPERATOR)) {
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
            default -> calls.tell("let it go");
        }
    }

    /** Its hub may be out of order; then the device is disabled all the same, and its hub is not told. */
    private void disable(String company, String device) {
        disabled.put(device, company);
        int status = calls.tell(
                "disable",
                calls.send(Method.PUT, company, fleet.address(device, "disablement"), Map.of("reason", "Strange")));
        assertTrue(status == 204 || status == 503, () -> "disable: " + status);
        confirmed.add("device.disabled", fleet.idScope + "/" + device, OPERATOR, company);
    }

    /** What was stopped for a while goes on. */
    void letGoOn() {
        List.copyOf(paused.keySet()).forEach(this::resume);
    }

    void enableAll() {
        disabled.forEach((device, company) -> {
            calls.tell(
                    "enable", 204, calls.send(Method.DELETE, company, fleet.address(device, "disablement"), Map.of()));
            confirmed.add("device.enabled", fleet.idScope + "/" + device, OPERATOR, company);
        });
        disabled.clear();
        fleet.disabled.clear();
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
