package io.slipway.tenancy;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What partners share, by address: pages, API, downloads and streams alike. Each line is a sentence, an expression over the
 * addresses by name, and who it is for. What is not here is not there for them.
 *
 * @param does {@code reads}, or {@code changes} what it may read as well
 */
record PartnerAddresses(String partner, String does, String why, Pattern addresses) {
    static final List<PartnerAddresses> LISTED = List.of(
            reads(
                    "contoso",
                    "devices in its hands",
                    "scopes/shared/devices/(handed|hired|brought)(/(custody|twin|explanations))?"),
            reads("contoso", "its own time with one that it leased on", "scopes/shared/devices/sublet(/custody)?"),
            reads("contoso", "what it leases, and leases on", "leases/(contosos|corners)(/(devices|explanations))?"),
            reads("contoso", "what it moved", "reassignments/contosos(/(devices|report|progress))?"),
            reads("contoso", "where it may move devices of the scope", "reassignments/targets/shared"),
            reads(
                    "contoso",
                    "its own hubs, what it offered, and its link",
                    "hubs/(contosos|unlinked)(/(settings|sharing.*|links|loans|offers|devices|offers/(contosos|coded)"
                            + "|links/contosos.*|devices/(handed|brought)))?"),
            reads("contoso", "what it asks a second person", "lease-approvals/contosos"),
            reads("contoso", "the hub lent to it", "lent-hubs/contosos(/clearings?)?"),
            reads("fabrikam", "its own time with the device", "scopes/shared/devices/handed(/custody)?"),
            reads("fabrikam", "what it leased", "leases/fabrikams(/(devices|explanations))?"),
            reads(
                    "fabrikam",
                    "its own hub, and what it offered",
                    "hubs/fabrikams(/(settings|sharing.*|links|loans|offers|devices|offers/fabrikams))?"),
            reads("corner", "the device in its hands", "scopes/shared/devices/sublet(/(custody|twin|explanations))?"),
            reads("corner", "what it leases", "leases/corners(/(devices|explanations))?"),
            reads("corner", "where it may move devices of the scope", "reassignments/targets/shared"),
            reads("corner", "the hub lent to it", "lent-hubs/lent(/clearings?)?"),
            reads(
                    "bolt",
                    "its own hub, what it offered, and its link",
                    "hubs/bolts(/(settings|sharing.*|links|loans|offers|devices|offers/bolts|links/bolts.*))?"),
            reads("bolt", "the offer made to it", "hub-offers/offered"),
            reads(
                    "acme",
                    "the scope it supplies, and what it brought",
                    "supply/shared(/(new-.*|certificates|enrollments|groups"
                            + "|(certificates/acmes|enrollments/brought|groups/acmes)(/.*)?))?"),
            reads(
                    "acme",
                    "whether the device it brought registered, on a page without its twin",
                    "scopes/shared/devices/brought(/twin)?"),
            changes(
                    "contoso",
                    "devices in its hands, by its lease's rights",
                    "scopes/shared/devices/(handed|hired|brought)/(twin|disablement|enablement)(/previews)?"),
            changes("contoso", "its answer, and its return", "leases/contosos/(default-hub|returns|selections)"),
            changes(
                    "contoso",
                    "what it leases on",
                    "leases/corners/(renewals|recalls|recall-withdrawals|collections|terminations"
                            + "|termination-withdrawals|additions|devices|withdrawals|selections)"),
            changes("contoso", "what it moved", "reassignments/contosos(/.*)?"),
            changes(
                    "contoso",
                    "its own hubs and link",
                    "hubs/(contosos|unlinked)(/(settings|deletion|checks|offers|offer-codes|loans|sharing/(offers|loans)"
                            + "|links/contosos.*|(sharing/)?offers/(contosos|coded).*))?"),
            changes("contoso", "what it asks a second person", "lease-approvals/contosos/.*"),
            changes("contoso", "the loan to it", "lent-hubs/contosos(/.*)?"),
            changes(
                    "fabrikam",
                    "its own hub",
                    "hubs/fabrikams(/(settings|deletion|checks|offers|offer-codes|loans|sharing/(offers|loans)))?"),
            changes("fabrikam", "devices ticked on the page, which changes nothing", "leases/fabrikams/selections"),
            changes(
                    "corner",
                    "the device in its hands, by its lease's rights",
                    "scopes/shared/devices/sublet/(twin|disablement|enablement)(/previews)?"),
            changes("corner", "its answer, and its return", "leases/corners/(default-hub|returns|selections)"),
            changes("corner", "the loan to it", "lent-hubs/lent(/.*)?"),
            changes(
                    "bolt",
                    "its own hub and link",
                    "hubs/bolts(/(settings|deletion|checks|offers|offer-codes|loans|sharing/(offers|loans)"
                            + "|links/bolts.*))?"),
            changes("bolt", "its answer to the offer", "hub-offers/offered/(acceptances|declines)"),
            changes(
                    "acme",
                    "what it brings, and brought",
                    "supply/shared/(new-.*|certificates|enrollments|enrollments/batches|groups"
                            + "|(certificates/acmes|enrollments/brought|groups/acmes)(/.*)?)"),
            reads(
                    "northwind",
                    "what it operates; devices in others' hands on pages without their twins",
                    "(scopes|partners|reassignments/targets)/(shared|other)(/.*)?"),
            reads("northwind", "its own hubs", "hubs/(home|lent|offered)(/.*)?"),
            reads("northwind", "leases of its devices, and those below them", "leases/.*"),
            reads("northwind", "its second persons and claims", "(lease-approvals|claim-policies)/northwinds(/.*)?"),
            reads(
                    "northwind",
                    "reassignments in its scope, whoever asked",
                    "reassignments/(contosos|northwinds|handover).*"),
            reads("northwind", "offers made to it", "hub-offers/(bolts|contosos|fabrikams)"),
            changes(
                    "northwind",
                    "what it operates, but for devices in others' hands",
                    "(scopes|partners)/(shared|other)"
                            + "(/(?!devices/(handed|hired|brought|sublet)/(twin|disablement|enablement)).*)?"),
            changes("northwind", "its own hubs", "hubs/(home|lent|offered)(/.*)?"),
            changes(
                    "northwind",
                    "leases of which it is the lessor",
                    "leases/(contosos|fabrikams)/(?!acceptances|declines|default-hub|returns).*"),
            changes("northwind", "devices ticked on the page, which changes nothing", "leases/corners/selections"),
            changes("northwind", "its second persons and claims", "(lease-approvals|claim-policies)/northwinds(/.*)?"),
            changes("northwind", "its own reassignments", "reassignments/(northwinds|handover)(/.*)?"),
            changes("northwind", "its answers to offers", "hub-offers/(bolts|contosos|fabrikams)/.*"));

    private static PartnerAddresses reads(String partner, String why, String addresses) {
        return new PartnerAddresses(partner, "reads", why, Pattern.compile(addresses));
    }

    private static PartnerAddresses changes(String partner, String why, String addresses) {
        return new PartnerAddresses(partner, "changes", why, Pattern.compile(addresses));
    }

    static boolean isListed(String partner, String does, String says) {
        return LISTED.stream().anyMatch(listed -> listed.isFor(partner, does, says));
    }

    boolean isFor(String somebody, String something, String says) {
        return partner.equals(somebody)
                && does.equals(something)
                && addresses.matcher(says).matches();
    }
}
