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
    static final ProvisioningSettings NOTHING_SET =
            new ProvisioningSettings(true, null, List.of(), true, true, false, null);

    private record Asked(Allocation.Question question, String source, String refusal, String scopesPolicy) {}

    private final DeviceTransactions transactions;
    private final RegistrationStore store;
    private final ScopeSnapshots snapshots;

    HubChoices(DeviceTransactions transactions, RegistrationStore store, ScopeSnapshots snapshots) {
        this.transactions = transactions;
        this.store = store;
        this.snapshots = snapshots;
    }

    /** @param viewer sees every hub of its own scope, of another's those that it owns or was lent */
    public HubChoice of(ScopeAddress scope, String registrationId, AccountId viewer, OtherSettings other) {
        Asked asked = transactions.in(Actor.system(scope.accountId()), tx -> asked(tx, scope, registrationId));
        boolean operates = scope.accountId().equals(viewer);
        Allocation.Question question =
                operates ? asked.question() : asked.question().seenBy(viewer);
        OtherSettings tried = other.inScope(asked.scopesPolicy());
        tried.check(question.hubs());
        boolean leased = question.holding().isLeased();
        return new HubChoice(
                registrationId,
                asked.source(),
                leased ? null : question.policy(),
                operates ? question.named() : List.of(),
                question.updates(),
                leased,
                question.holding().leaseId(),
                question.holding().pinned(),
                hostName(question.hubs(), question.currentHubId()),
                asked.refusal(),
                HubChoice.Outcome.of(asked.question(), question),
                tried.isEmpty()
                        ? null
                        : HubChoice.Outcome.of(tried.applied(asked.question()), tried.applied(question)));
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
        return new Asked(
                Allocation.Question.of(snapshot, settings, known.device(), known.holding()),
                source,
                refusal(known, snapshot),
                snapshot.allocationPolicy());
    }

    /** Why the device would not be let in, whatever credential it brings; null if it would. */
    private static String refusal(RegistrationStore.Known known, ScopeSnapshot snapshot) {
        Optional<GroupPolicy> group = group(snapshot, known.device().enrollmentGroupId());
        if (known.enrollment() != null && !known.enrollment().settings().enabled()) {
            return "The individual enrollment %s is disabled."
                    .formatted(known.enrollment().registrationId());
        } else if (known.enrollment() == null && group.isEmpty()) {
            return "No enrollment lets it in any more.";
        } else if (known.enrollment() == null && !group.get().settings().enabled()) {
            return "The enrollment group %s is disabled.".formatted(group.get().groupId());
        } else if (known.holding().disabledBy() != null) {
            return "This device is disabled: " + known.holding().disabledReason();
        }
        return null;
    }

    static Optional<GroupPolicy> group(ScopeSnapshot scope, UUID id) {
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
