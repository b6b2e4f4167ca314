package io.slipway.hub;

import io.slipway.scope.Scope;
import io.slipway.web.Choice;
import java.util.List;

/** A scope with the hubs that are linked to it and those that the account could link, own ones and others on offer. */
record ScopeHubs(Scope scope, List<HubLinkFacts> links, List<Hub> own, List<HubsOfOthers.Offered> offered) {
    /** Hubs of the account that are not linked yet, by host name. */
    public List<Choice> unlinked() {
        List<String> linked = links.stream().map(HubLinkFacts::hostName).toList();
        return own.stream()
                .filter(hub -> !linked.contains(hub.hostName()))
                .map(hub -> Choice.of(hub.hostName(), hub.name() + " – " + hub.hostName()))
                .toList();
    }

    public boolean hasHubs() {
        return !own.isEmpty();
    }

    /** The part of new devices that hashing gives a hub while all are healthy, 0 to 1; null if allocation leaves it out. */
    public Double share(HubLinkFacts link) {
        int all = links.stream()
                .filter(HubLinkFacts::isAllocated)
                .mapToInt(HubLinkFacts::weight)
                .sum();
        return link.isAllocated() ? (double) link.weight() / all : null;
    }
}
