package io.slipway.registration;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.db.DeviceTransactions;
import io.slipway.enrollment.GroupPolicy;
import io.slipway.enrollment.ProvisioningSettings;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The same as {@link HubChoices} for many devices, each by its own enrollment or group. The caller has checked who may know. */
@ApplicationScoped
public class GroupHubChoices {
    private static final int MOST = 100_000;

    /** @param any a device of the kind that is nowhere yet */
    private record Asked(
            ScopeSnapshot scope, List<PlacementStore.Placement> placements, PlacementStore.Placement any) {}

    private final DeviceTransactions transactions;
    private final RegistrationStore store;
    private final PlacementStore placements;
    private final ScopeSnapshots snapshots;

    GroupHubChoices(
            DeviceTransactions transactions,
            RegistrationStore store,
            PlacementStore placements,
            ScopeSnapshots snapshots) {
        this.transactions = transactions;
        this.store = store;
        this.placements = placements;
        this.snapshots = snapshots;
    }

    /** For the scope's operator. */
    public GroupHubChoice ofGroup(ScopeAddress scope, UUID group, OtherSettings other) {
        Asked asked = asked(
                scope,
                snapshot -> {
                    HubChoices.group(snapshot, group).orElseThrow(() -> Problem.notFound("enrollment group"));
                    return PlacementStore.Placement.ofNew(scope.accountId(), group);
                },
                tx -> placements.ofGroup(tx, scope.scopeId(), group, MOST + 1));
        return counted(asked, other.inScope(asked.scope().allocationPolicy()), null, scope.accountId());
    }

    /** For the scope's operator: the policy to be tried is the scope's, which enrollments and groups may have their own of. */
    public GroupHubChoice ofScope(ScopeAddress scope, OtherSettings other) {
        Asked asked = asked(
                scope,
                snapshot -> PlacementStore.Placement.ofNew(scope.accountId(), null),
                tx -> placements.ofScope(tx, scope.scopeId(), MOST + 1));
        OtherSettings tried = other.inScope(asked.scope().allocationPolicy());
        return counted(asked, tried.withoutPolicy(), tried.policy(), scope.accountId());
    }

    /** For the lessee, of what it holds by that lease. */
    public GroupHubChoice ofLease(ScopeAddress scope, UUID lease, AccountId lessee, OtherSettings other) {
        Asked asked = asked(
                scope,
                snapshot -> new PlacementStore.Placement(
                        "", null, lessee.value(), lease, null, false, null, false, null, null, true),
                tx -> placements.ofLease(tx, scope.scopeId(), lease, MOST + 1));
        return counted(asked, other, null, lessee);
    }

    private Asked asked(
            ScopeAddress scope,
            Function<ScopeSnapshot, PlacementStore.Placement> any,
            Function<AccountTx, List<PlacementStore.Placement>> read) {
        return transactions.in(Actor.system(scope.accountId()), tx -> {
            ScopeSnapshot snapshot =
                    snapshots.get(tx, scope, store.scope(tx, scope.scopeId()).generation());
            return new Asked(snapshot, read.apply(tx), any.apply(snapshot));
        });
    }

    /** @param scopesPolicy to be tried for those that follow the scope, null for the one it has */
    private static GroupHubChoice counted(Asked asked, OtherSettings other, String scopesPolicy, AccountId viewer) {
        boolean isLease = asked.any().leaseId() != null;
        Allocation.Question any = question(asked.scope(), asked.any(), null, isLease ? viewer : null);
        other.check(any.hubs());
        boolean hasOther = !other.isEmpty() || scopesPolicy != null;
        Tally tally = new Tally(any.hubs(), hasOther);
        asked.placements().stream()
                .limit(MOST)
                .forEach(placement -> tally.add(
                        question(asked.scope(), placement, null, isLease ? viewer : null),
                        other.applied(question(asked.scope(), placement, scopesPolicy, isLease ? viewer : null))));
        Allocation.Question anyOther = question(asked.scope(), asked.any(), scopesPolicy, isLease ? viewer : null);
        return tally.result(any, other.applied(anyOther), asked.placements().size() <= MOST);
    }

    /** @param viewer null for who may know of every hub */
    private static Allocation.Question question(
            ScopeSnapshot scope, PlacementStore.Placement placement, String scopesPolicy, AccountId viewer) {
        ProvisioningSettings settings = placement.enrolled()
                ? placement.settings()
                : Optional.ofNullable(placement.enrollmentGroupId())
                        .flatMap(group -> HubChoices.group(scope, group))
                        .map(GroupPolicy::settings)
                        .orElse(HubChoices.NOTHING_SET);
        boolean followsScope = scopesPolicy != null && settings.allocationPolicy() == null;
        Allocation.Question question = new Allocation.Question(
                scope.hubs(),
                followsScope ? scopesPolicy : scope.policyOf(settings),
                settings.iotHubs(),
                settings.updateHubAssignment(),
                placement.registrationId(),
                placement.hubId(),
                placement.holding());
        return viewer == null ? question : question.seenBy(viewer);
    }
}
