package io.slipway.registration;

import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.enrollment.GroupPolicy;
import io.slipway.enrollment.KnownEnrollment;
import io.slipway.enrollment.ProvisioningSettings;
import io.slipway.hub.LinkedHub;
import io.slipway.scope.ScopeId;
import io.slipway.security.DerivedKey;
import io.slipway.spi.HubCredential;
import io.slipway.spi.HubIdentity;
import io.slipway.x509.CertificateFile;
import io.slipway.x509.Thumbprints;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a hub has to be given so that a device can connect there, worked out without the device: its enrollment or group says
 * which credential it attests with, its last registration which certificate.
 */
@ApplicationScoped
public class Identities {
    /**
     * A device as it is now.
     *
     * @param identity as another hub or holder gets it, with the initial twin; null if nobody knows its credential any more
     * @param fingerprint of the credential, as the device row keeps it
     * @param hubs what its scope links
     */
    public record Movable(
            DeviceRecord device, Holding holding, HubIdentity identity, String fingerprint, List<LinkedHub> hubs) {
        public Optional<LinkedHub> linked(java.util.UUID hub) {
            return hubs.stream()
                    .filter(linked -> linked.hubId().value().equals(hub))
                    .findFirst();
        }

        /** In whatever hands: its operator disabled it. What a lessee did ends when the device leaves its hands. */
        public boolean staysDisabled() {
            return holding.isDisabledBy(device.accountId());
        }

        public boolean isLeaving(LinkedHub hub) {
            return holding.departing().contains(hub.hubId().value());
        }

        /** Where allocation would send it in another company's hands, while it is nowhere yet. */
        public Optional<LinkedHub> allocatedTo(AccountId holder) {
            return Allocation.preferred(
                    hubs.stream()
                            .filter(hub ->
                                    hub.isOpenTo(holder) && !hub.isEndingFor(holder) && hub.applyAllocationPolicy())
                            .toList(),
                    device.registrationId());
        }
    }

    private record Known(HubCredential credential, ProvisioningSettings settings) {}

    private final RegistrationStore store;
    private final ScopeSnapshots snapshots;

    Identities(RegistrationStore store, ScopeSnapshots snapshots) {
        this.store = store;
        this.snapshots = snapshots;
    }

    /** By registration key, in the device plane's transaction of the scope's account; a device that is gone is left out. */
    public Map<String, Movable> of(AccountTx tx, ScopeId scope, List<String> registrationKeys) {
        List<DeviceKey> devices =
                registrationKeys.stream().map(key -> new DeviceKey(scope, key)).toList();
        return store.read(tx, devices).stream()
                .flatMap(Optional::stream)
                .filter(known -> known.device() != null)
                .map(known ->
                        movable(known, snapshots.get(tx, new ScopeAddress(scope, tx.account()), known.generation())))
                .collect(Collectors.toMap(
                        movable -> movable.device().registrationId().toLowerCase(Locale.ROOT), Function.identity()));
    }

    private static Movable movable(RegistrationStore.Known known, ScopeSnapshot scope) {
        DeviceRecord device = known.device();
        Optional<Known> credential =
                known.enrollment() == null ? byGroup(device, scope) : byEnrollment(device, known.enrollment());
        return new Movable(
                device,
                known.holding(),
                credential.map(found -> identity(device, known, found)).orElse(null),
                credential
                        .map(found -> CredentialFingerprint.of(
                                found.credential(), found.settings().iotEdge()))
                        .orElse(null),
                scope.hubs());
    }

    private static HubIdentity identity(DeviceRecord device, RegistrationStore.Known known, Known found) {
        String named = known.enrollment() == null ? null : known.enrollment().deviceId();
        return new HubIdentity(
                Stream.of(Optional.ofNullable(device.deviceId()), Optional.ofNullable(named))
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse(device.registrationId()),
                found.credential(),
                found.settings().iotEdge(),
                !known.holding().isDisabledBy(device.accountId()),
                found.settings().initialTwin() == null ? "{}" : found.settings().initialTwin(),
                HubIdentity.Twin.REPLACE);
    }

    private static Optional<Known> byEnrollment(DeviceRecord device, KnownEnrollment enrollment) {
        if (enrollment.primaryKey() != null) {
            return Optional.of(new Known(
                    new HubCredential.SymmetricKeys(enrollment.primaryKey(), enrollment.secondaryKey()),
                    enrollment.settings()));
        }
        List<String> enrolled = enrollment.clientCertificates().stream()
                .map(der -> Thumbprints.sha1(CertificateFile.fromDer(der)))
                .toList();
        return enrolled.isEmpty()
                ? byThumbprint(device, enrollment.settings())
                : Optional.of(new Known(
                        new HubCredential.Thumbprints(enrolled.get(0), enrolled.get(enrolled.size() - 1)),
                        enrollment.settings()));
    }

    private static Optional<Known> byGroup(DeviceRecord device, ScopeSnapshot scope) {
        return Stream.concat(scope.symmetricGroups().stream(), scope.x509Groups().stream())
                .filter(group -> group.enrollmentGroupId().equals(device.enrollmentGroupId()))
                .findFirst()
                .flatMap(group -> group.primaryKey() == null
                        ? byThumbprint(device, group.settings())
                        : Optional.of(new Known(derived(device, group), group.settings())));
    }

    /** Derived from the ID as the device spells it, which the fingerprint of its last registration tells. */
    private static HubCredential derived(DeviceRecord device, GroupPolicy group) {
        List<HubCredential> spellings = new ArrayList<>();
        for (String id :
                List.of(device.registrationId(), device.registrationId().toLowerCase(Locale.ROOT))) {
            spellings.add(new HubCredential.SymmetricKeys(
                    DerivedKey.of(group.primaryKey(), id), DerivedKey.of(group.secondaryKey(), id)));
        }
        return spellings.stream()
                .filter(keys -> CredentialFingerprint.of(keys, group.settings().iotEdge())
                        .equals(device.credential()))
                .findFirst()
                .orElse(spellings.get(0));
    }

    private static Optional<Known> byThumbprint(DeviceRecord device, ProvisioningSettings settings) {
        return Optional.ofNullable(device.thumbprint())
                .map(leaf -> new Known(new HubCredential.Thumbprints(leaf, leaf), settings));
    }
}
