package io.slipway.reassignment;

import io.slipway.account.AccountSlug;
import io.slipway.db.Keyset;
import io.slipway.web.Charts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The page of one reassignment: a plan to confirm, progress to watch, or a result.
 *
 * @param state narrows the devices shown, null for all
 * @param after where the devices shown begin, null for the first page
 * @param denied why it may not be changed, null when it may
 */
record ReassignmentPage(
        AccountSlug account,
        Overview overview,
        Keyset<PlannedDevice> devices,
        String state,
        String after,
        Map<String, Integer> leftOut,
        String denied) {
    private static final List<String> STEPS =
            List.of("planned", "prepared", "switched", "released", "arrived", "failed", "skipped", "cancelled");
    private static final Set<String> DONE = Set.of("switched", "released", "arrived");

    public Reassignment row() {
        return overview.reassignment();
    }

    public String title() {
        return row().title();
    }

    public String address() {
        return account.to("reassignments/" + row().reassignmentId());
    }

    public String to(String action) {
        return address() + "/" + action;
    }

    public String api() {
        return "/api/v1" + address();
    }

    public String ofState(String other) {
        return address() + "?state=" + other;
    }

    /** The states that occur, in the order of the steps. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        STEPS.stream()
                .filter(overview.counts()::containsKey)
                .forEach(step -> counts.put(step, overview.counts().get(step)));
        return counts;
    }

    public List<Charts.Part> parts() {
        return Charts.Part.of(counts());
    }

    public int planned() {
        return overview.counts().getOrDefault("planned", 0);
    }

    public int failed() {
        return overview.counts().getOrDefault("failed", 0);
    }

    public int skipped() {
        return overview.counts().getOrDefault("skipped", 0);
    }

    public int moved() {
        return overview.counts().entrySet().stream()
                .filter(entry -> DONE.contains(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** Of those that were to be moved. */
    public int all() {
        return row().devices() - skipped();
    }

    public boolean isPlan() {
        return row().isPlan();
    }

    public int arrived() {
        return overview.counts().getOrDefault("arrived", 0);
    }

    /** Whether what it shows changes by itself; devices are awaited for as long as it can be undone. */
    public boolean isLive() {
        boolean awaits = overview.counts().getOrDefault("released", 0) > 0 && overview.recent();
        return Set.of("scheduled", "running", "cancelling").contains(row().state()) || awaits;
    }

    public boolean mayChange() {
        return overview.mine() && denied == null && !row().isHandover();
    }

    public boolean mayStart() {
        return isPlan() && mayChange() && planned() > 0 && !row().needsApproval();
    }

    public boolean awaitsApproval() {
        return row().needsApproval();
    }

    public boolean mayApprove() {
        return awaitsApproval() && mayChange() && overview.mayApprove();
    }

    public boolean mayPause() {
        return mayChange() && Set.of("scheduled", "running").contains(row().state());
    }

    public boolean mayResume() {
        return mayChange() && row().state().equals("paused");
    }

    public boolean mayCancel() {
        return mayPause() || mayResume();
    }

    public boolean mayRetry() {
        return mayChange()
                && failed() > 0
                && Set.of("running", "paused", "finished").contains(row().state());
    }

    public boolean mayUndo() {
        return mayChange() && moved() > 0 && overview.undoneBy() == null && overview.recent();
    }

    public String undo() {
        return overview.undoneBy() == null ? null : account.to("reassignments/" + overview.undoneBy());
    }

    /** Addresses of those that took back devices which did not arrive in time. */
    public List<String> takeBacks() {
        return overview.takeBacks().stream()
                .map(id -> account.to("reassignments/" + id))
                .toList();
    }

    public String undone() {
        return row().undoes() == null ? null : account.to("reassignments/" + row().undoes());
    }

    public String addressOf(PlannedDevice device) {
        return account.to("scopes/" + row().idScope() + "/devices/" + device.registrationId());
    }

    public String next() {
        return devices.next() == null
                ? null
                : address() + "?after=" + devices.next() + (state == null ? "" : "&state=" + state);
    }

    /** Null on the first page. */
    public String first() {
        return after == null ? null : state == null ? address() : ofState(state);
    }

    /** What the button that starts it says. */
    public String startLabel() {
        String devicesWord = planned() == 1 ? " device" : " devices";
        return (row().undoes() == null ? "Move " : "Move back ")
                + String.format("%,d", planned())
                + devicesWord
                + (row().targetHub() == null ? "" : " to " + row().targetHub());
    }
}
