package io.slipway.reassignment;

import io.slipway.db.AccountId;
import io.slipway.hub.LinkedHub;
import io.slipway.registration.Departure;
import io.slipway.registration.DeviceRecord;
import io.slipway.registration.Identities;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is to be done for each device of a batch, by what is true now: since the plan was made, a lease may have ended, a link
 * been revoked, the device have registered elsewhere or been disabled.
 */
final class Judgement {
    private final Reassignment reassignment;
    private final LeaseFacts lease;
    private final Instant now;
    private final List<Move> moves = new ArrayList<>();
    private final List<Stop> stops = new ArrayList<>();
    private List<Part> parts = List.of();
    private Map<String, Identities.Movable> devices = Map.of();

    /** @param lease null unless devices change hands */
    Judgement(Reassignment reassignment, LeaseFacts lease, Instant now) {
        this.reassignment = reassignment;
        this.lease = lease;
        this.now = now;
    }

    Judgement of(List<Part> parts, Map<String, Identities.Movable> devices) {
        for (Part part : parts) {
            Identities.Movable movable = devices.get(part.registrationKey());
            Optional<Stop> stop = movable == null
                    ? Optional.of(Stop.failed(part, "gone", "The device is not in the scope any more."))
                    : lease == null ? wrongHands(part, movable) : notToBeHandedOver(part, movable);
            stop.ifPresentOrElse(stops::add, () -> target(part, movable));
        }
        this.devices = devices;
        this.parts = parts;
        return this;
    }

    List<Move> moves() {
        return moves;
    }

    List<Stop> stops() {
        return stops;
    }

    /** Targets that allocation chose now: a part keeps its target from then on, so that what it left there can be found. */
    Map<String, UUID> chosen() {
        return moves.stream()
                .filter(move -> move.comes() && isElsewhere(move))
                .collect(Collectors.toMap(
                        move -> move.part().registrationKey(),
                        move -> move.to().hubId().value()));
    }

    /** What an earlier try may have left in the target of a part that is given up now, or goes elsewhere. */
    List<Departure> leftovers() {
        Set<String> givenUp = Stream.concat(
                        stops.stream().filter(stop -> stop.due() == null).map(Stop::registrationKey),
                        moves.stream()
                                .filter(move -> move.from() != null && isElsewhere(move))
                                .map(move -> move.part().registrationKey()))
                .collect(Collectors.toSet());
        return parts.stream()
                .filter(part -> givenUp.contains(part.registrationKey()) && part.put() && part.toHubId() != null)
                .flatMap(part -> leftover(
                        part,
                        Optional.ofNullable(devices.get(part.registrationKey())).map(Identities.Movable::device))
                        .stream())
                .toList();
    }

    private Optional<Departure> leftover(Part part, Optional<DeviceRecord> device) {
        boolean isThere =
                device.filter(there -> part.toHubId().equals(there.hubId())).isPresent();
        return isThere
                ? Optional.empty()
                : Optional.of(new Departure(
                        reassignment.scopeId().value(),
                        part.registrationKey(),
                        part.toHubId(),
                        device.map(DeviceRecord::deviceId)
                                .or(() -> Optional.ofNullable(part.fromDeviceId()))
                                .orElse(part.registrationId())));
    }

    private Optional<Stop> wrongHands(Part part, Identities.Movable movable) {
        if (!movable.holding().holderId().equals(reassignment.requesterId().value())) {
            return Optional.of(Stop.failed(
                    part, "other-hands", "The device is in another company's hands now. It stays where it is."));
        }
        if (!movable.holding().reassignable()) {
            return Optional.of(Stop.skipped(
                    part,
                    "no-right",
                    "The lease that it is held by now does not let you move it. It stays where it is."));
        }
        if (movable.holding().disabledBy() != null) {
            return Optional.of(
                    Stop.skipped(part, "disabled", "The device was disabled meanwhile. It stays where it is."));
        }
        return movable.device().hubId() == null
                ? Optional.of(Stop.skipped(
                        part, "no-hub", "The device is on no hub; it is sent to one when it registers next."))
                : reassignment.undoes() == null ? Optional.empty() : nothingToUndo(part, movable);
    }

    /** A way back is from where it was planned, and of a device that did not arrive only until it does. */
    private Optional<Stop> nothingToUndo(Part part, Identities.Movable movable) {
        if (!movable.device().hubId().equals(part.fromHubId())) {
            return Optional.of(Stop.skipped(
                    part, "moved-since", "The device was moved again since this was planned. It stays where it is."));
        }
        return reassignment.purpose().equals("takeBack") && !movable.holding().awaited()
                ? Optional.of(
                        Stop.skipped(part, "arrived", "The device has registered meanwhile. It stays where it is."))
                : Optional.empty();
    }

    /** Between the lease and the one above it, and nowhere else: what others hold by now stays with them. */
    private Optional<Stop> notToBeHandedOver(Part part, Identities.Movable movable) {
        if (reassignment.direction() == Direction.START && !lease.runs()) {
            return Optional.of(Stop.skipped(
                    part,
                    "lease-ended",
                    "The lease came to its end before the device was handed over. It stays where it is."));
        }
        UUID by = movable.holding().leaseId();
        boolean isAbove = Objects.equals(by, lease.upperLeaseId());
        boolean isBelow = by != null && lease.chain().contains(by);
        if (!isAbove && !isBelow) {
            return Optional.of(Stop.failed(
                    part, "other-hands", "The device is held by another lease than this one. It stays where it is."));
        }
        boolean isToBe = reassignment.direction() == Direction.START ? isAbove : isBelow;
        return isToBe ? Optional.empty() : Optional.of(Stop.done(part));
    }

    private void target(Part part, Identities.Movable movable) {
        Optional<LinkedHub> named = movable.linked(part.toHubId());
        if (lease != null && movable.device().hubId() == null) {
            moves.add(move(part, movable, null));
        } else if (part.toHubId() != null
                && !(comesBack() && named.filter(this::takesBack).isEmpty())) {
            named.ifPresentOrElse(to -> toHub(part, movable, to), () -> stops.add(unlinked(part)));
        } else if (reassignment.disables()) {
            moves.add(move(part, movable, null));
        } else {
            allocated(part, movable);
        }
    }

    private boolean comesBack() {
        return lease != null && reassignment.direction() == Direction.END;
    }

    /** A hub that was agreed on long ago may be linked or lent no more; no lease lasts for ever because of that. */
    private boolean takesBack(LinkedHub hub) {
        AccountId holder = lease.holderAfter(Direction.END);
        return lease.leaseAfter(Direction.END) == null
                ? !hub.ending()
                : hub.isOpenTo(holder) && !hub.isEndingFor(holder);
    }

    /** What a lessee wishes comes first, then the healthy one that hashing prefers; a lessor may do without a hub. */
    private void allocated(Part part, Identities.Movable movable) {
        boolean comes = reassignment.direction() == Direction.START;
        AccountId holder = lease.holderAfter(reassignment.direction());
        Optional<LinkedHub> hub = movable.linked(comes ? lease.defaultHubId() : null)
                .filter(wish -> wish.isHealthy() && !wish.isEndingFor(holder) && wish.isOpenTo(holder))
                .or(() -> movable.allocatedTo(holder));
        if (hub.isPresent()) {
            toHub(part, movable, hub.get());
        } else if (comes) {
            stops.add(Patience.later(
                    part, "no-hub", "The lessee has no healthy hub that takes devices of this scope.", now));
        } else {
            moves.add(move(part, movable, null));
        }
    }

    private void toHub(Part part, Identities.Movable movable, LinkedHub to) {
        AccountId holder = lease == null ? movable.holding().holder() : lease.holderAfter(reassignment.direction());
        boolean leased = lease == null
                ? movable.holding().leaseId() != null
                : lease.leaseAfter(reassignment.direction()) != null;
        boolean isThere = to.hubId().value().equals(movable.device().hubId());
        if (leased && !to.isOpenTo(holder)) {
            stops.add(Stop.failed(part, "not-open", "The hub %s is not its holder's to use any more.".formatted(to)));
        } else if (leased ? to.isEndingFor(holder) : to.ending()) {
            stops.add(Stop.failed(part, "link-ending", "The use of %s is about to end.".formatted(to)));
        } else if (isThere && lease == null) {
            stops.add(Stop.done(part));
        } else if (movable.isLeaving(to)) {
            stops.add(Patience.later(part, "leaving", "The hub %s is still to forget the device.".formatted(to), now));
        } else if (movable.identity() == null) {
            stops.add(Stop.failed(
                    part,
                    "no-credential",
                    "Nobody knows the device's credential any more: its enrollment or group is gone, or it never"
                            + " presented its certificate. Enroll it and let it register."));
        } else {
            moves.add(move(part, movable, to));
        }
    }

    private static boolean isElsewhere(Move move) {
        return move.to() == null
                ? move.part().toHubId() != null
                : !move.to().hubId().value().equals(move.part().toHubId());
    }

    private static Stop unlinked(Part part) {
        return Stop.failed(part, "not-linked", "The hub it was to go to is not linked to the scope any more.");
    }

    private static Move move(Part part, Identities.Movable movable, LinkedHub to) {
        LinkedHub from = movable.linked(movable.device().hubId()).orElse(null);
        boolean isNewTarget = to != null && !to.hubId().value().equals(part.toHubId());
        return new Move(isNewTarget ? part.notPut() : part, movable, from, to, to == null ? null : movable.identity());
    }
}
