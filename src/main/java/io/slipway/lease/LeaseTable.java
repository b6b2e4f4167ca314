package io.slipway.lease;

import io.slipway.account.AccountSlug;
import io.slipway.db.Keyset;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the page of all leases shows.
 *
 * @param denied why the caller may not propose leases, null when it may
 * @param claims whether the account may have devices by claim codes
 */
record LeaseTable(
        AccountSlug account,
        LeaseFilter filter,
        Keyset<LeaseFacts> page,
        List<LeaseFacts> offers,
        List<LeaseApproval> approvals,
        Map<String, Integer> counts,
        String denied,
        boolean operates,
        boolean claims,
        List<LeaseRequests.Request> requests,
        boolean leasesOn,
        Instant now) {
    private static final int DECIDED = 10;

    /** A state to narrow the list to. */
    public record Chip(String label, String href, Integer count, boolean current) {}

    public List<LeaseFacts> rows() {
        return page.rows();
    }

    public List<LeaseFacts> offersIn() {
        return offers.stream().filter(LeaseFacts::received).toList();
    }

    public List<LeaseFacts> offersOut() {
        return offers.stream().filter(LeaseFacts::given).toList();
    }

    public List<LeaseApproval> pending() {
        return approvals.stream().filter(LeaseApproval::isPending).toList();
    }

    /** The newest of what a second person decided about. */
    public List<LeaseApproval> decided() {
        return approvals.stream()
                .filter(approval -> !approval.isPending())
                .limit(DECIDED)
                .toList();
    }

    public boolean none() {
        return counts.isEmpty();
    }

    public List<Chip> states() {
        return counts.entrySet().stream()
                .map(entry -> {
                    boolean current = entry.getKey().equals(filter.state());
                    return new Chip(
                            entry.getKey(),
                            address(filter.side(), current ? null : entry.getKey()),
                            entry.getValue(),
                            current);
                })
                .toList();
    }

    public String side() {
        return filter.side() == null ? "" : filter.side();
    }

    public String ofSide(String side) {
        return address(side.isEmpty() ? null : side, filter.state());
    }

    /** Null on the first page. */
    public String first() {
        return filter.after() == null ? null : address(filter.side(), filter.state());
    }

    public String next() {
        if (page.next() == null) {
            return null;
        }
        String here = address(filter.side(), filter.state());
        return here + (here.contains("?") ? "&" : "?") + "after=" + page.next();
    }

    private String address(String side, String state) {
        String query = (side == null ? "" : "&side=" + side) + (state == null ? "" : "&state=" + state);
        return account.to("leases") + (query.isEmpty() ? "" : "?" + query.substring(1));
    }
}
