package io.slipway.console;

import static io.slipway.account.Permission.VIEW_ACCOUNT;
import static io.slipway.account.Permission.VIEW_CERTIFICATES;
import static io.slipway.account.Permission.VIEW_DEVICES;
import static io.slipway.account.Permission.VIEW_ENROLLMENTS;
import static io.slipway.account.Permission.VIEW_EVENTS;
import static io.slipway.account.Permission.VIEW_HUBS;
import static io.slipway.account.Permission.VIEW_LEASES;
import static io.slipway.account.Permission.VIEW_MEMBERS;
import static io.slipway.account.Permission.VIEW_REASSIGNMENTS;
import static io.slipway.account.Permission.VIEW_SCOPES;
import static io.slipway.account.Permission.VIEW_SUPPLY;

import io.slipway.account.Membership;
import io.slipway.account.Permission;
import io.slipway.web.Shell;
import java.util.List;

/** Every page of the main navigation, in order, and the permission it takes to see it. */
final class Navigation {
    private record Page(String label, String icon, String path, String key, Permission permission) {
        Shell.Item in(String account, String path) {
            boolean current = this.path.isEmpty()
                    ? path.replaceAll("/+$", "").equals(account)
                    : ShellFilter.isUnder(account + this.path, path);
            return new Shell.Item(label, icon, account + this.path, key, current);
        }
    }

    private record Part(String title, List<Page> pages) {}

    private static final List<Part> PARTS = List.of(
            new Part(
                    "",
                    List.of(
                            new Page("Home", "house", "", "h", VIEW_ACCOUNT),
                            new Page("Devices", "cpu", "/devices", "d", VIEW_DEVICES),
                            new Page("Reassignments", "arrow-left-right", "/reassignments", "v", VIEW_REASSIGNMENTS))),
            new Part(
                    "Provisioning",
                    List.of(
                            new Page("Scopes", "signpost-split", "/scopes", "s", VIEW_SCOPES),
                            new Page("Enrollments", "file-earmark-text", "/enrollments", "e", VIEW_ENROLLMENTS),
                            new Page("Groups", "collection", "/groups", "r", VIEW_ENROLLMENTS),
                            new Page("Certificates", "patch-check", "/certificates", "c", VIEW_CERTIFICATES),
                            new Page("Hubs", "hdd-network", "/hubs", "u", VIEW_HUBS))),
            new Part(
                    "Companies",
                    List.of(
                            new Page("Leases", "calendar-range", "/leases", "l", VIEW_LEASES),
                            new Page("Supply", "box-seam", "/supply", "y", VIEW_SUPPLY),
                            new Page("Partners", "diagram-3", "/partners", "p", VIEW_ACCOUNT))),
            new Part(
                    "Account",
                    List.of(
                            new Page("Activity", "clock-history", "/activity", "a", VIEW_EVENTS),
                            new Page("Members", "people", "/members", "m", VIEW_MEMBERS),
                            new Page("Settings", "gear", "/settings", "t", VIEW_MEMBERS))));

    // Pages whose addresses lie elsewhere than what they belong to.
    private static final List<List<String>> BELONGS = List.of(
            List.of("^/scopes/[^/]+/devices(?=/)", "/devices"),
            List.of("^/(?:new-lease|claim|claim-policies|lease-approvals)(?=/|$)", "/leases"),
            List.of("^/lent-hubs(?=/)", "/hubs"),
            List.of("^/hub-offers(?=/|$)", "/scopes"));

    private Navigation() {}

    static List<Shell.Group> of(Membership membership, String requested) {
        String account = "/a/" + membership.slug();
        String path = account + belonging(requested.substring(account.length()));
        return PARTS.stream()
                .map(part -> new Shell.Group(
                        part.title(),
                        part.pages().stream()
                                .filter(page -> membership.may(page.permission()))
                                .map(page -> page.in(account, path))
                                .toList()))
                .filter(group -> !group.items().isEmpty())
                .toList();
    }

    private static String belonging(String page) {
        String found = page;
        for (List<String> rule : BELONGS) {
            found = found.replaceFirst(rule.get(0), rule.get(1));
        }
        return found;
    }
}
