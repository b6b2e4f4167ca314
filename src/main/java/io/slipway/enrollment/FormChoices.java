package io.slipway.enrollment;

import io.slipway.web.Choice;
import java.util.Comparator;
import java.util.List;

/** What the scope has to choose from in a form. */
record FormChoices(List<Choice> hubs, List<Choice> certificates) {
    private static final List<Choice> POLICIES = List.of(
            Choice.of("hashed", "Evenly weighted over the hubs"), Choice.of("static", "Always the one hub chosen"));
    private static final List<Choice> AGAIN = List.of(
            Choice.of(
                    "migrate",
                    "Allocate again and take the twin along",
                    "If another hub is chosen, the device's twin moves with it."),
            Choice.of(
                    "reset",
                    "Allocate again and start with the initial twin",
                    "Also when the hub stays the same: a factory reset."),
            Choice.of("never", "Stay on its hub", "A change of the allocation does not move it."));

    static FormChoices of(EnrollmentRules.Around around) {
        return new FormChoices(
                around.provisioning().linkedHubs().stream()
                        .map(host -> Choice.of(host, host))
                        .toList(),
                around.certificates().values().stream()
                        .map(certificate -> Choice.of(
                                certificate.name(),
                                certificate.verifiedAt() == null
                                        ? certificate.name() + " (possession not proved yet)"
                                        : certificate.name()))
                        .sorted(Comparator.comparing(Choice::label))
                        .toList());
    }

    public List<Choice> policies() {
        return POLICIES;
    }

    public List<Choice> again() {
        return AGAIN;
    }
}
