package io.slipway.registration;

import io.slipway.hub.LinkedHub;
import io.slipway.web.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Settings to be tried out before anybody saves them; what is null or empty stays as it is set now.
 *
 * @param policy {@code hashed}, {@code static}, or {@value #SCOPE} for what the scope says
 * @param named host names the enrollment or group would keep to; {@value #ALL} alone for every linked hub
 * @param weights by host name
 * @param without host names of hubs that are taken out
 * @param defaultHub host name of the hub that the lessee would want
 */
public record OtherSettings(
        String policy, List<String> named, Map<String, Integer> weights, Set<String> without, String defaultHub) {
    public static final String ALL = "*";
    public static final String SCOPE = "scope";
    public static final OtherSettings NONE = new OtherSettings(null, List.of(), Map.of(), Set.of(), null);
    private static final List<String> POLICIES = List.of("hashed", "static", SCOPE);
    private static final int HEAVIEST = 1_000;

    public OtherSettings {
        if (policy != null && !POLICIES.contains(policy)) {
            throw Problem.invalid("policy", "Choose one of " + String.join(", ", POLICIES) + ".");
        }
        weights.forEach((hub, weight) -> {
            if (weight < 1 || weight > HEAVIEST) {
                throw Problem.invalid("weight." + hub, "A weight is a number from 1 to 1,000.");
            }
        });
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /** With the policy of the scope where that is what is to be tried. */
    OtherSettings inScope(String scopesPolicy) {
        return SCOPE.equals(policy) ? new OtherSettings(scopesPolicy, named, weights, without, defaultHub) : this;
    }

    OtherSettings withoutPolicy() {
        return new OtherSettings(null, named, weights, without, defaultHub);
    }

    /** @param shown the hubs that whoever asks may know of */
    void check(Collection<LinkedHub> shown) {
        List<String> known = shown.stream().map(LinkedHub::hostName).toList();
        named.stream().filter(name -> !name.equals(ALL)).forEach(name -> check("named", name, known));
        weights.keySet().forEach(name -> check("weight." + name, name, known));
        without.forEach(name -> check("without", name, known));
        if (defaultHub != null) {
            check("defaultHub", defaultHub, known);
        }
    }

    Allocation.Question applied(Allocation.Question asked) {
        return new Allocation.Question(
                asked.hubs().stream()
                        .filter(hub -> !without.contains(hub.hostName()))
                        .map(hub -> hub.weighing(weights.getOrDefault(hub.hostName(), hub.weight())))
                        .toList(),
                policy == null ? asked.policy() : policy,
                named.isEmpty() ? asked.named() : named.equals(List.of(ALL)) ? List.of() : named,
                asked.updates(),
                asked.registrationId(),
                asked.currentHubId(),
                holding(asked));
    }

    private Holding holding(Allocation.Question asked) {
        return asked.hubs().stream()
                .filter(hub -> hub.hostName().equals(defaultHub))
                .findFirst()
                .map(hub -> asked.holding().wanting(hub.hubId()))
                .orElse(asked.holding());
    }

    private static void check(String field, String hub, List<String> known) {
        if (!known.contains(hub)) {
            throw Problem.invalid(field, "No hub with the host name %s is linked to the scope.".formatted(hub));
        }
    }
}
