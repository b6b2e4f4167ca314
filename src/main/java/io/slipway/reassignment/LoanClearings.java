package io.slipway.reassignment;

import static io.slipway.account.Permission.MANAGE_HUBS;
import static io.slipway.account.Permission.REASSIGN;
import static io.slipway.account.Permission.VIEW_HUBS;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.db.AccountTx;
import io.slipway.sharing.HubLoanEndings;
import io.slipway.sharing.HubLoanFacts;
import io.slipway.sharing.HubLoanId;
import io.slipway.sharing.HubLoanSide;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Giving lent hubs back with the devices moved elsewhere first: one reassignment in each scope, begun together. */
@ApplicationScoped
class LoanClearings {
    /** A loan that is to end, and where its devices may go. */
    record Leaving(HubLoanFacts loan, List<Target> targets, Clearing clearing) {}

    /** The devices of one scope by the reason why they stay; no name for those that can be moved. */
    private record Part(String idScope, List<Breakdown> devices) {
        int movable() {
            return devices.stream()
                    .filter(part -> part.name() == null)
                    .mapToInt(Breakdown::devices)
                    .sum();
        }

        Stream<Breakdown> staying() {
            return devices.stream().filter(part -> part.name() != null);
        }

        boolean lacksRight() {
            return !devices.isEmpty() && devices.stream().allMatch(part -> "no-right".equals(part.name()));
        }
    }

    private static final String INSTEAD = "Let the loan end once the hub is empty";

    private final Acting acting;
    private final HubLoanEndings endings;
    private final ClearingStore store;
    private final TargetStore targets;
    private final Plans plans;
    private final Reassignments reassignments;

    LoanClearings(
            Acting acting,
            HubLoanEndings endings,
            ClearingStore store,
            TargetStore targets,
            Plans plans,
            Reassignments reassignments) {
        this.acting = acting;
        this.endings = endings;
        this.store = store;
        this.targets = targets;
        this.plans = plans;
        this.reassignments = reassignments;
    }

    /** What it would do; nothing is changed. */
    Leaving preview(AccountSlug account, HubLoanId id, String targetHub) {
        acting.require(account, VIEW_HUBS);
        return acting.in(account, REASSIGN, tx -> {
            HubLoanFacts loan = endings.facts(tx, new HubLoanSide.Received(account, id));
            List<Part> parts = parts(tx, loan, null);
            List<Target> open = open(tx, parts, loan);
            UUID target = Clearings.chosen(open, targetHub);
            return new Leaving(loan, open, clearing(target == null ? parts : parts(tx, loan, target)));
        });
    }

    /** In every scope where a device can be moved; the others keep the loan until their devices are gone. */
    List<Overview> start(AccountSlug account, HubLoanId id, ClearingDetails details) {
        acting.require(account, MANAGE_HUBS);
        return acting.in(account, REASSIGN, tx -> {
            HubLoanFacts loan = endings.endOnceEmpty(tx, new HubLoanSide.Received(account, id));
            List<Part> parts = parts(tx, loan, null);
            requireMovable(parts);
            List<Overview> started = new ArrayList<>();
            for (Part part : parts) {
                if (part.movable() > 0) {
                    started.add(start(tx, part.idScope(), loan, details));
                }
            }
            return started;
        });
    }

    private Overview start(AccountTx tx, String idScope, HubLoanFacts loan, ClearingDetails details) {
        String why = "The hub %s is given back to %s".formatted(loan.hub(), loan.company());
        ReassignmentDetails asked = details.of(idScope, loan.hostName(), why);
        asked.check();
        Overview plan = plans.plan(tx, asked);
        Clearings.requireStartable(plan, INSTEAD);
        return reassignments.start(tx, plan);
    }

    private List<Part> parts(AccountTx tx, HubLoanFacts loan, UUID target) {
        return loan.lasts()
                ? store.scopes(tx, loan.hostName()).stream()
                        .map(idScope -> new Part(idScope, store.own(tx, idScope, loan.hostName(), target)))
                        .toList()
                : List.of();
    }

    /** What every scope is linked to whose devices can be moved. */
    private List<Target> open(AccountTx tx, List<Part> parts, HubLoanFacts loan) {
        List<Target> open = null;
        for (Part part : parts) {
            if (part.movable() > 0) {
                List<Target> here = targets.elsewhere(tx, part.idScope(), loan.hostName());
                List<UUID> hubs = here.stream().map(Target::hubId).toList();
                open = open == null
                        ? here
                        : open.stream()
                                .filter(hub -> hubs.contains(hub.hubId()))
                                .toList();
            }
        }
        return open == null ? List.of() : open;
    }

    private static void requireMovable(List<Part> parts) {
        if (parts.stream().allMatch(part -> part.movable() == 0)) {
            throw new Problem(
                    ProblemType.CONFLICT,
                    parts.stream().allMatch(Part::lacksRight)
                            ? "Your leases of the devices on this hub give no right to reassign them. %s, and ask their lessor"
                                    + " to move them."
                            : "None of the devices on this hub can be moved now. %s.",
                    INSTEAD);
        }
    }

    private static Clearing clearing(List<Part> parts) {
        Map<String, Integer> staying = parts.stream()
                .flatMap(Part::staying)
                .collect(Collectors.toMap(Breakdown::name, Breakdown::devices, Integer::sum, LinkedHashMap::new));
        return new Clearing(
                parts.stream().mapToInt(Part::movable).sum(),
                staying.entrySet().stream()
                        .map(part -> new Breakdown(part.getKey(), part.getValue()))
                        .toList(),
                List.of(),
                0,
                null);
    }
}
