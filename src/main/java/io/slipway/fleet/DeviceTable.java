package io.slipway.fleet;

import io.slipway.account.AccountSlug;
import io.slipway.registration.DeviceConditions;
import io.slipway.web.Looks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The list of devices under one filter, and the addresses that lead on from there. */
record DeviceTable(
        AccountSlug account, DeviceFilter filter, Devices.Page page, List<Lessee> lessees, boolean selectable) {
    static final int MOST_LESSEES = 8;

    /** A filter to set, or a set one to remove. */
    record Chip(String label, String href, Boolean current) {}

    public List<Device> rows() {
        return page.devices().rows();
    }

    /** Whether there are more than were counted. */
    public boolean countIsCut() {
        return filter.isNarrowed() && page.count() > DeviceStore.COUNT_AT_MOST;
    }

    public long count() {
        return countIsCut() ? DeviceStore.COUNT_AT_MOST : page.count();
    }

    public String address() {
        return account.to("devices");
    }

    public String addressOf(Device device) {
        return DeviceStory.page(account, device.idScope(), device.registrationId());
    }

    /** What the search form keeps while the text changes. */
    public Map<String, String> kept() {
        Map<String, String> kept = parameters();
        kept.remove("q");
        return kept;
    }

    public List<Chip> statuses() {
        return DeviceConditions.STATUSES.stream()
                .map(status ->
                        chip(status, "status", status, filter.conditions().status()))
                .toList();
    }

    /** Companies the devices are leased to, and another company's hubs. */
    public List<Chip> hands() {
        List<Chip> chips = new ArrayList<>();
        lessees.stream()
                .filter(lessee -> lessees.size() <= MOST_LESSEES
                        || lessee.slug().equals(filter.conditions().holder()))
                .forEach(lessee -> chips.add(chip(
                        "Held by " + lessee.name(),
                        "holder",
                        lessee.slug(),
                        filter.conditions().holder())));
        chips.add(chip(
                "On another company's hub",
                "elsewhere",
                "true",
                filter.conditions().elsewhere() ? "true" : null));
        return chips;
    }

    public String selections() {
        return Addresses.with(account.to("devices/selections"), parameters());
    }

    /** Filters that other pages lead here with. */
    public List<Chip> others() {
        return parameters().entrySet().stream()
                .filter(entry ->
                        List.of("scope", "group", "hub", "attestation", "lease").contains(entry.getKey()))
                .map(entry -> chip(label(entry), entry.getKey(), entry.getValue(), entry.getValue()))
                .toList();
    }

    /** A lease by its name, where one of its devices is there to tell it. */
    private String label(Map.Entry<String, String> filter) {
        return switch (filter.getKey()) {
            case "lease" -> rows().isEmpty()
                    ? "Lease"
                    : "Lease " + rows().get(0).leaseReference();
            case "attestation" -> Looks.words(filter.getValue());
            default -> Looks.words(filter.getKey()) + " " + filter.getValue();
        };
    }

    public String first() {
        return filter.after() == null ? null : Addresses.with(address(), parameters());
    }

    public String next() {
        Map<String, String> parameters = parameters();
        parameters.put("after", page.devices().next());
        return page.devices().next() == null ? null : Addresses.with(address(), parameters);
    }

    private Chip chip(String label, String name, String value, String current) {
        boolean isSet = value.equals(current);
        Map<String, String> parameters = parameters();
        parameters.put(name, isSet ? null : value);
        return new Chip(label, Addresses.with(address(), parameters), isSet ? true : null);
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>(filter.conditions().written());
        parameters.put("scope", filter.scope());
        parameters.values().removeIf(java.util.Objects::isNull);
        return parameters;
    }
}
