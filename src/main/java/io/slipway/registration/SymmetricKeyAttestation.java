package io.slipway.registration;

import static io.slipway.registration.Refusal.MALFORMED_SIGNATURE;
import static io.slipway.registration.Refusal.NO_CREDENTIAL;
import static io.slipway.registration.Refusal.SIGNATURE_EXPIRED;
import static io.slipway.registration.Refusal.SIGNATURE_FOR_ANOTHER;
import static io.slipway.registration.Refusal.SIGNATURE_TOO_LONG_VALID;
import static io.slipway.registration.Refusal.WRONG_KEY;

import io.slipway.enrollment.GroupPolicy;
import io.slipway.enrollment.KnownEnrollment;
import io.slipway.security.DerivedKey;
import io.slipway.security.MalformedSasToken;
import io.slipway.security.SasToken;
import io.slipway.spi.HubCredential;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Judges a shared access signature (protocol sections 1.6 and 5.4). */
@ApplicationScoped
class SymmetricKeyAttestation {
    private static final Duration SKEW = Duration.ofMinutes(5);
    // Longer than any SDK's token (a day); a token without end would outlive its key's owner.
    private static final Duration LONGEST = Duration.ofDays(366);
    private final Clock clock;

    SymmetricKeyAttestation(Clock clock) {
        this.clock = clock;
    }

    Verdict individual(RegisterDevice request, KnownEnrollment enrollment) {
        return checked(request, token -> {
            boolean fits = token.signedWith(enrollment.primaryKey()) || token.signedWith(enrollment.secondaryKey());
            return fits
                    ? Admissions.individual(
                            enrollment,
                            new HubCredential.SymmetricKeys(enrollment.primaryKey(), enrollment.secondaryKey()))
                    : Verdict.refused(
                            WRONG_KEY,
                            "The signature does not fit the keys of the individual enrollment %s. Check the device's key.",
                            enrollment.registrationId());
        });
    }

    /** @param likely the group that let this device in last time, tried first; null if none */
    Verdict group(RegisterDevice request, ScopeSnapshot scope, UUID likely) {
        List<GroupPolicy> groups = scope.symmetricGroups();
        return checked(request, token -> Stream.concat(
                        groups.stream()
                                .filter(group -> group.enrollmentGroupId().equals(likely)),
                        groups.stream())
                .flatMap(group -> byGroup(request, token, group).stream())
                .findFirst()
                .orElseGet(() -> notInAny(request, groups.size())));
    }

    private static Optional<Verdict> byGroup(RegisterDevice request, SasToken token, GroupPolicy group) {
        String id = request.registrationId();
        return Stream.of(id, id.toLowerCase(Locale.ROOT))
                .distinct()
                .filter(spelling -> token.signedWith(DerivedKey.of(group.primaryKey(), spelling))
                        || token.signedWith(DerivedKey.of(group.secondaryKey(), spelling)))
                .findFirst()
                .map(spelling -> Admissions.byGroup(
                        request,
                        group,
                        new HubCredential.SymmetricKeys(
                                DerivedKey.of(group.primaryKey(), spelling),
                                DerivedKey.of(group.secondaryKey(), spelling)),
                        null));
    }

    private static Verdict notInAny(RegisterDevice request, int groups) {
        return groups == 0
                ? Verdict.refused(
                        Refusal.NOT_ENROLLED,
                        "There is no individual enrollment for %s, and the scope has no symmetric-key group.",
                        request.registrationId())
                : Verdict.refused(
                        WRONG_KEY,
                        "There is no individual enrollment for %s, and the signature fits no symmetric-key group of"
                                + " the scope. Sign with the key derived from the group's key, not with the group's key itself.",
                        request.registrationId());
    }

    private Verdict checked(RegisterDevice request, java.util.function.Function<SasToken, Verdict> judge) {
        if (request.sas().isEmpty()) {
            return Verdict.refused(
                    NO_CREDENTIAL, "The request has no Authorization header with a SharedAccessSignature.");
        }
        try {
            SasToken token = SasToken.from(request.sas().get());
            Optional<Verdict> wrong = notFor(request, token).or(() -> notNow(token));
            return wrong.orElseGet(() -> judge.apply(token));
        } catch (MalformedSasToken e) {
            return Verdict.refused(MALFORMED_SIGNATURE, "%s", e.getMessage());
        }
    }

    private static Optional<Verdict> notFor(RegisterDevice request, SasToken token) {
        String resource = request.idScope() + "/registrations/" + request.registrationId();
        return token.isFor(resource)
                ? Optional.empty()
                : Optional.of(Verdict.refused(
                        SIGNATURE_FOR_ANOTHER, "The token is for \"%s\", not for \"%s\".", token.resource(), resource));
    }

    private Optional<Verdict> notNow(SasToken token) {
        Instant now = clock.instant();
        if (token.expiry().isBefore(now.minus(SKEW))) {
            return Optional.of(Verdict.refused(
                    SIGNATURE_EXPIRED,
                    "The token expired at %s; it is %s here. Check the device's clock.",
                    token.expiry(),
                    now.truncatedTo(java.time.temporal.ChronoUnit.SECONDS)));
        }
        return token.expiry().isAfter(now.plus(LONGEST))
                ? Optional.of(Verdict.refused(
                        SIGNATURE_TOO_LONG_VALID,
                        "The token is valid until %s. Make tokens that end within a year.",
                        token.expiry()))
                : Optional.empty();
    }
}
