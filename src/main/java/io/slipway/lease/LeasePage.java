package io.slipway.lease;

import io.slipway.account.AccountSlug;
import io.slipway.audit.Event;
import io.slipway.web.Choice;
import io.slipway.web.Form;
import io.slipway.web.Numbers;
import io.slipway.web.SentForm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the page of one lease shows.
 *
 * @param denied why the caller may not act, null when it may
 * @param reassigns whether the caller may move devices in hand to another hub
 */
record LeasePage(
        AccountSlug account, Leases.Whole whole, String denied, boolean mayTerminate, boolean reassigns, Instant now) {
    public LeaseFacts lease() {
        return whole.lease();
    }

    public Map<String, Integer> counts() {
        return whole.counts();
    }

    public List<LeaseFacts> above() {
        return whole.above();
    }

    public List<LeaseFacts> below() {
        return whole.below();
    }

    public List<Event> history() {
        return whole.history();
    }

    /** How many devices are handed over or held. */
    public int held() {
        return count("starting") + count("active") + count("ending");
    }

    public int count(String state) {
        return whole.counts().getOrDefault(state, 0);
    }

    public List<Choice> hubs() {
        return whole.hubs().stream().map(LeaseHubStore.UsableHub::choice).toList();
    }

    public String to(String action) {
        return account.to("leases/" + lease().id() + (action.isEmpty() ? "" : "/" + action));
    }

    public boolean mayAct() {
        return denied == null;
    }

    public boolean mayAnswer() {
        return mayAct() && lease().received() && count("proposed") > 0 && (lease().isOffer() || lease().isRunning());
    }

    /** Where devices go if their lessee names no hub when it accepts them. */
    public String unnamedHub() {
        return lease().defaultHub() == null ? "Leave it to allocation" : "As before: " + lease().defaultHub();
    }

    public boolean mayWithdraw() {
        return mayAct() && lease().given() && lease().isOffer();
    }

    public boolean mayReturn() {
        return mayAct() && lease().received() && lease().isRunning();
    }

    public boolean mayReassign() {
        return reassigns && lease().received() && lease().allows("reassign") && count("active") > 0;
    }

    public boolean mayLeaseOn() {
        return mayAct() && lease().received() && lease().leasesOn() && count("active") > 0;
    }

    /** Whether there are devices in the lessee's hands whose hubs can be explained to it. */
    public boolean explainsHubs() {
        return lease().received() && count("active") + count("ending") > 0;
    }

    /** Where a sublease of its devices begins. */
    public String sublease() {
        return account.to("new-lease") + "?upper=" + lease().id();
    }

    /** Where a plan for its devices begins. */
    public String reassignment() {
        return account.to("reassignments/new") + "?scope=" + lease().idScope() + "&lease=" + lease().id();
    }

    /** Single devices, also of an offer that is not answered yet. */
    public boolean mayRecall() {
        return mayAct() && lease().given() && (lease().isOffer() || lease().isRunning());
    }

    public boolean mayChange() {
        return mayAct() && lease().given() && lease().isRunning();
    }

    public boolean mayCollect() {
        return mayAct() && lease().given() && lease().keepsUntilCollected() && count("ending") > 0;
    }

    public boolean mayBreakGlass() {
        return mayTerminate
                && lease().given()
                && lease().terminatesAt() == null
                && !lease().isOffer()
                && !lease().isOver();
    }

    public boolean mayRepair() {
        return mayTerminate
                && lease().given()
                && lease().terminatesAt() != null
                && !lease().isOver()
                && now.isBefore(lease().terminatesAt());
    }

    /** What the lessee may do, in plain words. */
    public List<String> granted() {
        return Rights.words(lease().rights());
    }

    public List<String> withheld() {
        return Terms.RIGHTS.stream()
                .filter(right -> !lease().allows(right))
                .map(Rights.WORDS::get)
                .toList();
    }

    /** What ends for the lessor while the lease runs. */
    public List<String> ends() {
        List<String> ends = new ArrayList<>();
        ends.add(lease().lessorName() + " no longer decides which hub the devices are on.");
        ends.add(lease().lessorName() + " sees their state, not their twins or data.");
        ends.add("Their twins begin as the enrollment says with each new holder; nothing of the old one is handed on.");
        return ends;
    }

    /** Whether its devices come back to no hub as things stand. */
    public boolean lacksWayBack() {
        return !lease().hasWayBack() && !lease().isOver();
    }

    public boolean beginsLater() {
        return lease().startsAt() != null && lease().startsAt().isAfter(now);
    }

    /** When devices come back that are recalled now. */
    public String recalling() {
        String then = lease().noticeDays() == 0
                ? "at once, as no notice is agreed"
                : "after " + Numbers.counted(lease().noticeDays(), "day") + " of notice"
                        + (lease().endsAt() == null ? "" : ", or at the end of the term if that is earlier");
        return lease().keepsUntilCollected() ? "You may collect them " + then + "." : "They come back " + then + ".";
    }

    /** As it was sent, or with the hub that was chosen before. */
    public Form hubChoice(SentForm sent) {
        return sent.isOf("default-hub") ? sent.form() : Form.empty().with("defaultHub", lease().defaultHub());
    }

    /** As it was sent, or with the hub that was agreed. */
    public Form collection(SentForm sent) {
        return sent.isOf("collections") ? sent.form() : Form.empty().with("hub", lease().returnHub());
    }

    public String afterwards() {
        return switch (lease().endAction()) {
            case "disable" -> "The devices go back to " + lease().lessorName()
                    + " and may not register until it enables" + " them.";
            case "keep" -> "The devices stay with " + lease().lesseeName() + " until " + lease().lessorName()
                    + " collects them.";
            default -> lease().returnHub() == null
                    ? "The devices go back to " + lease().lessorName() + "."
                    : "The devices go back to " + lease().lessorName() + ", to " + lease().returnHub() + ".";
        };
    }
}
