package io.slipway.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A request on its way to an answer. */
final class Pending {
    enum Purpose {
        REGISTER,
        OPERATION,
        STATUS
    }

    private static final int TRIES = 4;
    private final Purpose purpose;
    private final RegisterDevice request;
    private final ScopeAddress scope;
    private final DeviceKey device;
    private final CompletableFuture<RegistrationAnswer> answer = new CompletableFuture<>();
    private final Verdict.Refused refused;
    private final List<Departure> strays = new ArrayList<>();
    private int tries;

    Pending(Purpose purpose, RegisterDevice request, ScopeAddress scope) {
        this(purpose, request, scope, null);
    }

    /** Only to be recorded: there is nothing to judge. */
    static Pending refused(RegisterDevice request, ScopeAddress scope, Verdict.Refused refused) {
        return new Pending(Purpose.REGISTER, request.printable(), scope, refused);
    }

    private Pending(Purpose purpose, RegisterDevice request, ScopeAddress scope, Verdict.Refused refused) {
        this.refused = refused;
        this.purpose = purpose;
        this.request = request;
        this.scope = scope;
        this.device = DeviceKey.of(scope.scopeId(), request.registrationId());
    }

    Optional<Verdict> refused() {
        return Optional.ofNullable(refused);
    }

    Purpose purpose() {
        return purpose;
    }

    RegisterDevice request() {
        return request;
    }

    ScopeAddress scope() {
        return scope;
    }

    DeviceKey device() {
        return device;
    }

    CompletableFuture<RegistrationAnswer> answer() {
        return answer;
    }

    void complete(RegistrationAnswer given) {
        answer.complete(given);
    }

    /** A hub was written to, and then the row turned out to be somebody else's doing. */
    void lost(HubStep step) {
        strays.add(Departure.of(this, step.hub(), step.identity().deviceId()));
    }

    boolean hasStrays() {
        return !strays.isEmpty();
    }

    /** Identities that earlier tries left at hubs other than the one the device is on now. */
    List<Departure> straysExcept(UUID hubId) {
        return strays.stream().filter(stray -> !stray.hubId().equals(hubId)).toList();
    }

    /** Whether losing a race against another replica leaves a further try. */
    boolean mayTryAgain() {
        return ++tries < TRIES;
    }
}
