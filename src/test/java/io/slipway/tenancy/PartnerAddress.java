package io.slipway.tenancy;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where an endpoint is asked for something of the arrangement.
 *
 * @param says the address by what the things are called here, such as {@code scopes/shared/devices/handed/twin}
 */
record PartnerAddress(Endpoint endpoint, String says, String path) {
    private static final Pattern VARIABLE = Pattern.compile("([a-z-]+)/\\{([A-Za-z]+)}");
    private static final List<String> DEVICES = names("device", "own", "handed", "hired", "sublet", "brought");

    /** What stands in an address for each of its variables: one of each kind there is. */
    private static final Map<String, List<String>> NAMED = Map.ofEntries(
            entry("scopes/{idScope}", names("scope", "shared", "other")),
            entry("supply/{idScope}", names("scope", "shared", "other")),
            entry("partners/{idScope}", names("scope", "shared")),
            entry("targets/{idScope}", names("scope", "shared", "other")),
            entry("access-policies/{name}", names("access-policy", "northwinds")),
            entry("certificates/{name}", names("certificate", "own", "acmes")),
            entry("enrollments/{registrationId}", names("device", "own", "hired", "brought")),
            entry("groups/{group}", names("group", "own", "acmes")),
            entry("devices/{registrationId}", DEVICES),
            entry("devices/{deviceId}", DEVICES),
            entry("hubs/{hub}", names("hub", "home", "lent", "offered", "bolts", "contosos", "fabrikams", "unlinked")),
            entry("hubs/{link}", names("link", "home", "lent", "lent in other", "bolts", "contosos")),
            entry("links/{link}", names("link", "home", "lent", "lent in other", "bolts", "contosos")),
            entry("offers/{offer}", names("offer", "offered", "bolts", "contosos", "fabrikams", "coded")),
            entry("hub-offers/{offer}", names("offer", "offered", "bolts", "contosos", "fabrikams", "coded")),
            entry("loans/{loan}", names("loan", "lent", "contosos")),
            entry("lent-hubs/{loan}", names("loan", "lent", "contosos")),
            entry("leases/{lease}", names("lease", "contosos", "fabrikams", "corners")),
            entry("lease-approvals/{approval}", names("approval", "northwinds", "contosos")),
            entry("claim-policies/{policy}", names("claim-policy", "northwinds")),
            entry("claims/{claim}", names("claim", "northwinds")),
            entry("reassignments/{reassignment}", names("reassignment", "contosos", "northwinds", "handover")),
            entry("supply-grants/{supplyGrant}", names("supply-grant", "acmes")));

    /** On which hub each thing of a hub is, and the companies that have hubs. */
    private static final Map<String, List<String>> ON_HUB = Map.of(
            "hub home", List.of("northwind", "link home", "device own"),
            "hub lent",
                    List.of(
                            "northwind",
                            "link lent",
                            "link lent in other",
                            "loan lent",
                            "loan contosos",
                            "device hired",
                            "device sublet"),
            "hub offered", List.of("northwind", "offer offered"),
            "hub bolts", List.of("bolt", "link bolts", "offer bolts"),
            "hub contosos", List.of("contoso", "link contosos", "offer contosos", "device handed", "device brought"),
            "hub unlinked", List.of("contoso", "offer coded"),
            "hub fabrikams", List.of("fabrikam", "offer fabrikams"));

    /** Every way to ask it that company's address for something arranged; one if it names nothing. */
    static List<PartnerAddress> of(Endpoint endpoint, String slug, Partners partners) {
        String path = endpoint.path().replace("a/{account}", "a/" + slug);
        Matcher variables = VARIABLE.matcher(path);
        List<Map<String, String>> choices = List.of(Map.of());
        while (variables.find()) {
            List<String> names = NAMED.get(variables.group());
            if (names == null) {
                throw new AssertionError(
                        "%s (%s) names %s, and nothing is arranged for it. Add what partners share of it to Partners and"
                                        .formatted(endpoint, endpoint.in(), variables.group())
                                + " PartnerAddress.NAMED, and what they may do with it to PartnerAddresses.");
            }
            choices = choices.stream()
                    .flatMap(chosen -> names.stream().map(name -> with(chosen, variables.group(), name)))
                    .toList();
        }
        return choices.stream()
                .filter(chosen -> isTogether(chosen) && mayBeThere(chosen, slug))
                .map(chosen -> new PartnerAddress(endpoint, says(path, chosen, slug), path(path, chosen, partners)))
                .toList();
    }

    /** Something else in the other scope would be nothing; and in the scope shared is what is not in the other. */
    private static boolean isTogether(Map<String, String> chosen) {
        boolean inOther = chosen.containsValue("scope other");
        boolean isLink = chosen.containsValue("link lent in other");
        return chosen.size() == 1 || !chosen.containsKey("scopes/{idScope}") && !inOther || inOther == isLink;
    }

    /** On a foreign hub nothing is asked for but what is there; on one's own whatever there is. */
    private static boolean mayBeThere(Map<String, String> chosen, String slug) {
        List<String> there = ON_HUB.get(chosen.getOrDefault("hubs/{hub}", "none"));
        return there == null
                || there.contains(slug)
                || chosen.size() == 1
                || chosen.values().stream().anyMatch(there::contains);
    }

    /** What is asked for something, {@code hubs/contosos} in {@code hubs/contosos/sharing/loans}. */
    String thing() {
        int after = endpoint.path().replaceAll(".*}", "").replaceAll("[^/]", "").length();
        return says.replaceAll("(/[^/]*){%d}$".formatted(after), "");
    }

    private static String says(String path, Map<String, String> chosen, String slug) {
        Matcher variables = VARIABLE.matcher(path.replaceFirst("^(/api/v1)?/a/" + slug + "/?", ""));
        return variables.replaceAll(match -> {
            String name = chosen.get(match.group());
            return match.group(1) + "/" + name.substring(name.indexOf(' ') + 1);
        });
    }

    private static String path(String path, Map<String, String> chosen, Partners partners) {
        return VARIABLE.matcher(path)
                .replaceAll(match -> match.group(1) + "/" + partners.id(chosen.get(match.group())));
    }

    private static Map<String, String> with(Map<String, String> chosen, String variable, String name) {
        Map<String, String> more = new LinkedHashMap<>(chosen);
        more.put(variable, name);
        return more;
    }

    private static List<String> names(String kind, String... names) {
        return Stream.of(names).map(name -> kind + " " + name).collect(Collectors.toCollection(ArrayList::new));
    }
}
