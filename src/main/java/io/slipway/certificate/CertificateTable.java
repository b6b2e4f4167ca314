package io.slipway.certificate;

import io.slipway.account.AccountSlug;
import io.slipway.supply.ScopeAddress;
import io.slipway.supply.Side;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The list of certificates under one filter, and the addresses that lead on from there.
 *
 * @param scope null for the list of all scopes
 * @param denied why nothing may be brought from here, null when it may
 */
record CertificateTable(
        AccountSlug account, Side side, ScopeAddress scope, CertificateList list, String denied, boolean bothSides) {
    /** A state to filter by. */
    record Chip(String label, Long count, String href, Boolean current) {}

    public List<CertificateFacts> rows() {
        return list.page().rows();
    }

    public String address() {
        return scope == null ? own(side) : scope.to("certificates");
    }

    public String own(Side side) {
        return "/a/" + account + (side == Side.SUPPLIER ? "/certificates/brought" : "/certificates");
    }

    public String api() {
        return "/api/v1" + address();
    }

    public String page(CertificateFacts certificate) {
        return "/a/" + account + "/" + certificate.path(side);
    }

    public boolean isSupplying() {
        return side == Side.SUPPLIER;
    }

    public String query() {
        return list.filter().query();
    }

    public long total() {
        return list.counts().values().stream().mapToLong(Long::longValue).sum();
    }

    /** What a search keeps. */
    public Map<String, String> kept() {
        return list.filter().state() == null
                ? Map.of()
                : Map.of("state", list.filter().state().toString());
    }

    public List<Chip> chips() {
        return Arrays.stream(CertificateState.values()).map(this::chip).toList();
    }

    /** Null on the first page. */
    public String first() {
        return list.filter().after() == null ? null : with(Map.of("state", state(), "q", query()));
    }

    public String next() {
        String last = list.page().next();
        return last == null ? null : with(Map.of("state", state(), "q", query(), "after", last));
    }

    private String state() {
        return list.filter().state() == null ? "" : list.filter().state().toString();
    }

    private Chip chip(CertificateState state) {
        boolean current = state == list.filter().state();
        String label = state.toString().substring(0, 1).toUpperCase()
                + state.toString().substring(1);
        return new Chip(
                label,
                list.counts().getOrDefault(state, 0L),
                with(Map.of("state", current ? "" : state.toString(), "q", query())),
                current ? true : null);
    }

    private String with(Map<String, String> parameters) {
        String query = Stream.of("state", "q", "after")
                .filter(name -> !parameters.getOrDefault(name, "").isEmpty())
                .map(name -> name + "=" + URLEncoder.encode(parameters.get(name), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? address() : address() + "?" + query;
    }
}
