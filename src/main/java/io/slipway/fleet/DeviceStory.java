package io.slipway.fleet;

import io.slipway.account.AccountSlug;
import io.slipway.account.Permission;
import io.slipway.audit.Event;
import io.slipway.reassignment.DeviceMove;
import io.slipway.web.Looks;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A device's page: who it is, where it is, whose it is, and its story, newest first.
 *
 * @param periods in whose hands it was by which lease
 * @param moves its part in the latest reassignments
 * @param cut whether there is more to its story than is told here
 * @param open what of all that the page offers and leads to the reader may do
 */
record DeviceStory(
        AccountSlug account,
        Device device,
        List<CustodyPeriod> periods,
        List<DeviceMove> moves,
        List<Item> story,
        boolean cut,
        Attempt lastFailure,
        Set<Permission> open) {
    /**
     * One thing that happened.
     *
     * @param sequence its place in the reader's trail; null for what is not in it, and while it is not sealed yet
     */
    record Item(
            Instant at,
            String title,
            String text,
            String who,
            String icon,
            String tone,
            String detail,
            long count,
            Long sequence,
            String hash) {}

    // An assignment is told by its attempt, which says more.
    private static final Set<String> TOLD_BY_ATTEMPTS = Set.of("device.assigned");

    private static final Map<String, String> WORDS = Map.of(
            "device.supplied", "Supplied",
            "device.leased", "Leased",
            "device.returned", "Returned",
            "device.moved", "Moved to another hub",
            "device.disabled", "Disabled",
            "device.enabled", "Enabled",
            "device.twinChanged", "Desired properties changed",
            "device.deprovisioned", "Removed from its hub");

    static DeviceStory of(AccountSlug account, Devices.Story told, Set<Permission> open) {
        List<Item> story = items(told.attempts(), told.events(), entry(told));
        Attempt latest = told.attempts().isEmpty() ? null : told.attempts().get(0);
        return new DeviceStory(
                account,
                told.device(),
                told.periods(),
                told.moves(),
                story,
                told.cut(),
                latest == null || latest.succeeded() ? null : latest,
                open);
    }

    /** Newest first. */
    static List<Item> items(List<Attempt> attempts, List<Event> events, Stream<Item> more) {
        return Stream.of(
                        attempts.stream().map(DeviceStory::item),
                        events.stream()
                                .filter(event -> !TOLD_BY_ATTEMPTS.contains(event.action()))
                                .map(DeviceStory::item),
                        more)
                .flatMap(items -> items)
                .sorted(Comparator.comparing(Item::at).reversed())
                .toList();
    }

    static String page(AccountSlug account, String idScope, String registrationId) {
        return account.to("scopes/" + idScope + "/devices/" + Addresses.encoded(registrationId));
    }

    public String to(String action) {
        return page(account, device.idScope(), device.registrationId()) + (action.isEmpty() ? "" : "/" + action);
    }

    /** Why it may not be deprovisioned by the reader, null when it may. */
    public String denied() {
        return open.contains(Permission.MANAGE_DEVICES) ? null : "Only the operator of the scope may do this.";
    }

    /** Null where the reader may not open it, as for the other pages that it leads to. */
    public String move(DeviceMove move) {
        return !open.contains(Permission.VIEW_REASSIGNMENTS)
                ? null
                : account.to("reassignments/" + move.reassignmentId());
    }

    public String lease() {
        return !open.contains(Permission.VIEW_LEASES) ? null : account.to("leases/" + device.leaseId());
    }

    /** Why it may not be taken from its hub while it is leased, null when it is not. */
    public String leasedOut() {
        if (device.leaseId() == null) {
            return null;
        }
        if (device.held()) {
            return "Only %s, who operates its scope, may do this. Move it to another hub, or return it."
                    .formatted(device.operator());
        }
        String holder = device.holder() == null ? "another company" : device.holder();
        return "It is leased to %s, who decides where it is. Recall the lease first.".formatted(holder);
    }

    public boolean mayDisable() {
        return open.contains(Permission.CONTROL_DEVICES) && !device.isDisabled() && device.allows("disable");
    }

    public boolean mayReassign() {
        return open.contains(Permission.REASSIGN)
                && device.hubHostName() != null
                && !device.isDisabled()
                && device.allows("reassign");
    }

    /** Where the plan for it alone begins. */
    public String reassignment() {
        return account.to("reassignments/new") + "?scope=" + device.idScope() + "&ids="
                + Addresses.encoded(device.registrationId());
    }

    public boolean mayEnable() {
        return open.contains(Permission.CONTROL_DEVICES) && device.mayBeEnabled();
    }

    public String api() {
        return "/api/v1" + to("");
    }

    /** The enrollment that lets it in; an individual one, or its group's. Null if that is not the reader's to see, or gone. */
    public String enrollment() {
        boolean enrolled = device.individual() || device.enrollmentGroup() != null;
        if (!enrolled || !device.mine() || !open.contains(Permission.VIEW_ENROLLMENTS)) {
            return null;
        }
        String scope = "scopes/" + device.idScope();
        return device.individual()
                ? account.to(scope + "/enrollments/" + Addresses.encoded(device.registrationId()))
                : account.to(scope + "/groups/" + Addresses.encoded(device.enrollmentGroup()));
    }

    /** Everything the trail has of it. */
    public String events() {
        return Addresses.with(account.to("activity"), Map.of("objectType", "device", "objectId", device.objectId()));
    }

    /** Every attempt of it. */
    public String attempts() {
        return Addresses.with(account.to("attempts"), Map.of("q", device.registrationId(), "scope", device.idScope()));
    }

    public String lease(CustodyPeriod period) {
        return !open.contains(Permission.VIEW_LEASES) ? null : account.to("leases/" + period.leaseId());
    }

    /** Where its custody begins if no event tells it; a lessee's begins with its lease, and a story that is cut later. */
    private static Stream<Item> entry(Devices.Story told) {
        Device device = told.device();
        boolean isTold = told.events().stream().anyMatch(event -> event.action().equals("device.supplied"));
        if (isTold || told.cut() || device.held() && device.leaseId() != null) {
            return Stream.empty();
        }
        String title = device.supplier() == null ? "Made known" : "Supplied";
        String text = device.supplier() == null ? "" : "Brought by " + device.supplier() + ".";
        // It is made known in the moment of its first registration, and before that.
        Instant at = device.createdAt().truncatedTo(ChronoUnit.SECONDS);
        return Stream.of(new Item(at, title, text, null, "plus-lg", "off", null, 1, null, null));
    }

    private static Item item(Attempt attempt) {
        return new Item(
                attempt.lastAt(),
                attempt.succeeded()
                        ? "Registered"
                        : "Refused: " + attempt.reason().replace('-', ' '),
                attempt.sentence(),
                Looks.words(attempt.transport()) + " from " + attempt.remoteAddress(),
                attempt.succeeded() ? "check-circle" : "x-circle",
                attempt.succeeded() ? "good" : "bad",
                attempt.detail(),
                attempt.count(),
                null,
                null);
    }

    private static Item item(Event event) {
        return new Item(
                event.happenedAt(),
                WORDS.getOrDefault(event.action(), event.verb()),
                CustodySentence.of(event),
                event.actorName(),
                event.icon(),
                "off",
                null,
                1,
                event.sequence(),
                event.hashText());
    }
}
