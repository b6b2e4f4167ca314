package io.slipway.enrollment;

import io.slipway.account.AccountSlug;
import io.slipway.db.Keyset;
import io.slipway.supply.ScopeAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A list of enrollments or groups under one filter, and the addresses that lead on from there.
 *
 * @param scope null for the list of all scopes
 * @param found how many there are under the filter, counted no further than 10,001
 * @param denied why nothing may be created from here, null when it may
 */
record EnrollmentTable<T>(
        AccountSlug account,
        ScopeAddress scope,
        String collection,
        EnrollmentFilter filter,
        Keyset<T> page,
        int found,
        String denied) {
    static final int ROWS = 50;

    /** Something to filter by, or a filter to take away. */
    record Chip(String label, String href, Boolean current) {}

    public List<T> rows() {
        return page.rows();
    }

    public boolean isEmpty() {
        return page.rows().isEmpty() && !filter.narrows() && filter.after() == null;
    }

    public boolean isSupplying() {
        return scope != null && scope.isSupplying();
    }

    public String address() {
        return scope == null ? account.to(collection) : scope.to(collection);
    }

    public String api() {
        return "/api/v1" + with(Map.of());
    }

    public String creation() {
        return scope.to(collection.equals("groups") ? "new-group" : "new-enrollment");
    }

    /** The page of one row. */
    public String href(String idScope, String name) {
        return account.to((isSupplying() ? "supply/" : "scopes/") + idScope + "/" + collection + "/" + name);
    }

    /** How many, in words; null leaves the number to the pager. */
    public Integer total() {
        return found > GroupSummary.MOST_COUNTED - 1 ? null : (Integer) found;
    }

    public String noun() {
        String plain = collection.equals("groups") ? "enrollment groups" : "enrollments";
        return total() == null ? "more than 10,000 " + plain : plain;
    }

    public String first() {
        return filter.after() == null ? null : with(Map.of());
    }

    public String next() {
        return page.next() == null ? null : with(Map.of("after", page.next()));
    }

    /** What a search keeps. */
    public Map<String, String> kept() {
        Map<String, String> kept = parameters();
        kept.remove("q");
        return kept;
    }

    public List<Chip> chips() {
        return Stream.of(
                        chip("Enabled", "status", "enabled", filter.status()),
                        chip("Disabled", "status", "disabled", filter.status()),
                        chip("Symmetric key", "attestation", AttestationMechanism.SYMMETRIC_KEY, filter.attestation()),
                        chip("X.509", "attestation", AttestationMechanism.X_509, filter.attestation()),
                        scope == null && filter.scope() != null
                                ? new Chip("Scope " + filter.scope(), without("scope"), true)
                                : null)
                .filter(Objects::nonNull)
                .toList();
    }

    private Chip chip(String label, String name, String value, String chosen) {
        return value.equals(chosen)
                ? new Chip(label, without(name), true)
                : new Chip(label, with(Map.of(name, value)), null);
    }

    private Map<String, String> parameters() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "scope",
                scope == null && filter.scope() != null ? filter.scope().value() : null);
        all.put("status", filter.status());
        all.put("attestation", filter.attestation());
        all.put("q", filter.prefix());
        all.values().removeIf(Objects::isNull);
        return all;
    }

    private String without(String name) {
        Map<String, String> all = parameters();
        all.remove(name);
        return address(all);
    }

    private String with(Map<String, String> more) {
        Map<String, String> all = parameters();
        all.putAll(more);
        return address(all);
    }

    private String address(Map<String, String> parameters) {
        return parameters.isEmpty()
                ? address()
                : address()
                        + parameters.entrySet().stream()
                                .map(entry -> entry.getKey() + "="
                                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                                .collect(Collectors.joining("&", "?", ""));
    }
}
