package io.slipway.fleet;

import io.slipway.account.AccountSlug;
import io.slipway.audit.Event;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A device's page: who it is, where it is, whose it is, and its story, newest first.
 *
 * @param denied why it may not be deprovisioned by the person, null when it may
 */
record DeviceStory(AccountSlug account, Device device, List<Item> story, Attempt lastFailure, String denied) {
    /** One thing that happened. */
    record Item(
            Instant at, String title, String text, String who, String icon, String tone, String detail, long count) {}

    // An assignment is told by its attempt, which says more.
    private static final Set<String> TOLD_BY_ATTEMPTS = Set.of("device.assigned");

    static DeviceStory of(AccountSlug account, Devices.Story told, String denied) {
        Stream<Item> attempts = told.attempts().stream().map(DeviceStory::item);
        Stream<Item> events = told.events().stream()
                .filter(event -> !TOLD_BY_ATTEMPTS.contains(event.action()))
                .map(DeviceStory::item);
        List<Item> story = Stream.concat(attempts, events)
                .sorted(Comparator.comparing(Item::at).reversed())
                .toList();
        Attempt latest = told.attempts().isEmpty() ? null : told.attempts().get(0);
        return new DeviceStory(
                account, told.device(), story, latest == null || latest.succeeded() ? null : latest, denied);
    }

    static String page(AccountSlug account, String idScope, String registrationId) {
        return account.to("scopes/" + idScope + "/devices/" + Addresses.encoded(registrationId));
    }

    public String to(String action) {
        return page(account, device.idScope(), device.registrationId()) + (action.isEmpty() ? "" : "/" + action);
    }

    public String api() {
        return "/api/v1" + to("");
    }

    /** The enrollment that lets it in; an individual one, or its group's. */
    public String enrollment() {
        String scope = "scopes/" + device.idScope();
        return device.individual()
                ? account.to(scope + "/enrollments/" + Addresses.encoded(device.registrationId()))
                : account.to(scope + "/groups/" + Addresses.encoded(String.valueOf(device.enrollmentGroup())));
    }

    private static Item item(Attempt attempt) {
        return new Item(
                attempt.lastAt(),
                attempt.succeeded()
                        ? "Registered"
                        : "Refused: " + attempt.reason().replace('-', ' '),
                attempt.sentence(),
                attempt.transport() + " from " + attempt.remoteAddress(),
                attempt.succeeded() ? "check-circle" : "x-circle",
                attempt.succeeded() ? "good" : "bad",
                attempt.detail(),
                attempt.count());
    }

    private static Item item(Event event) {
        return new Item(event.happenedAt(), event.verb(), "", event.actorName(), event.icon(), "off", null, 1);
    }
}
