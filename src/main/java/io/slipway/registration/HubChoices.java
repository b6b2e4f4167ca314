package io.slipway.registration;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import io.slipway.enrollment.GroupPolicy;
import io.slipway.enrollment.ProvisioningSettings;
import io.slipway.hub.LinkedHub;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Tells why a device goes to a hub, by the very rules that registration follows. The caller has checked who may know. */
@ApplicationScoped
public class HubChoices {
    private static final int MOST = 100_000;
    private static final ProvisioningSettings NOTHING_SET =
            new ProvisioningSettings(true, null, List.of(), true, true, false, null);

    private record Asked(Allocation.Question question, String source) {}

    private record AskedOfGroup(
            ScopeSnapshot scope, GroupPolicy group, List<PlacementStore.Placement> placements, boolean complete) {}

    private final DeviceTransactions transactions;
    private final RegistrationStore store;
    private final PlacementStore placements;
    private final ScopeSnapshots snapshots;

    HubChoices(
            DeviceTransactions transactions,
            RegistrationStore store,
            PlacementStore placements,
            ScopeSnapshots snapshots) {
        this.transactions = transactions;
        this.store = store;
        this.placements = placements;
        this.snapshots = snapshots;
    }

    /** @param viewer sees every hub of its own scope, of another's those that it owns or was lent */
    public HubChoice of(ScopeAddress scope, String registrationId, AccountId viewer, OtherSettings other) {
        Asked asked = transactions.in(Actor.system(scope.accountId()), tx -> asked(tx, scope, registrationId));
        boolean operates = scope.accountId().equals(viewer);
        Allocation.Question question =
                operates ? asked.question() : asked.question().seenBy(viewer);
        other.check(question.hubs());
        boolean leased = question.holding().isLeased();
        return new HubChoice(
                registrationId,
                asked.source(),
                leased ? null : question.policy(),
                operates ? question.named() : List.of(),
                question.updates(),
                leased,
                question.holding().pinned(),
                hostName(question.hubs(), question.currentHubId()),
                HubChoice.Outcome.of(question),
                other.isEmpty() ? null : HubChoice.Outcome.of(other.applied(question)));
    }

    /** For the scope's operator. */
    public GroupHubChoice ofGroup(ScopeAddress scope, UUID group, OtherSettings other) {
        AskedOfGroup asked = transactions.in(Actor.system(scope.accountId()), tx -> askedOfGroup(tx, scope, group));
        other.check(asked.scope().hubs());
        Tally tally = new Tally(asked.scope().hubs(), !other.isEmpty());
        asked.placements().forEach(placement -> {
            Allocation.Question question =
                    placement.question(asked.scope(), asked.group().settings());
            tally.add(question, other.isEmpty() ? question : other.applied(question));
        });
        Allocation.Question any = new PlacementStore.Placement(
                        "", null, scope.accountId().value(), null, null, false)
                .question(asked.scope(), asked.group().settings());
        return tally.result(any, asked.complete());
    }

    private Asked asked(AccountTx tx, ScopeAddress scope, String registrationId) {
        RegistrationStore.Known known = store.read(tx, List.of(DeviceKey.of(scope.scopeId(), registrationId)))
                .get(0)
                .filter(found -> found.device() != null)
                .orElseThrow(() -> Problem.notFound("device"));
        ScopeSnapshot snapshot = snapshots.get(tx, scope, known.generation());
        Optional<ProvisioningSettings> byGroup =
                group(snapshot, known.device().enrollmentGroupId()).map(GroupPolicy::settings);
        ProvisioningSettings settings = known.enrollment() == null
                ? byGroup.orElse(NOTHING_SET)
                : known.enrollment().settings();
        String source = known.enrollment() != null ? "enrollment" : byGroup.isPresent() ? "group" : "scope";
        return new Asked(Allocation.Question.of(snapshot, settings, known.device(), known.holding()), source);
    }

    private AskedOfGroup askedOfGroup(AccountTx tx, ScopeAddress scope, UUID group) {
        ScopeSnapshot snapshot =
                snapshots.get(tx, scope, store.scope(tx, scope.scopeId()).generation());
        GroupPolicy policy = group(snapshot, group).orElseThrow(() -> Problem.notFound("enrollment group"));
        List<PlacementStore.Placement> found = placements.ofGroup(tx, scope.scopeId(), group, MOST + 1);
        return new AskedOfGroup(snapshot, policy, found.subList(0, Math.min(MOST, found.size())), found.size() <= MOST);
    }

    private static Optional<GroupPolicy> group(ScopeSnapshot scope, UUID id) {
        return Stream.concat(scope.symmetricGroups().stream(), scope.x509Groups().stream())
                .filter(group -> group.enrollmentGroupId().equals(id))
                .findFirst();
    }

    private static String hostName(List<LinkedHub> hubs, UUID id) {
        return hubs.stream()
                .filter(hub -> hub.hubId().value().equals(id))
                .map(LinkedHub::hostName)
                .findFirst()
                .orElse(null);
    }
}
