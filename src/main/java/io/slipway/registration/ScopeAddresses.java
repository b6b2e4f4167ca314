package io.slipway.registration;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.context.ManagedExecutor;

/** Which scope an ID scope names. A scope never changes its ID scope, so what was found stays true. */
@ApplicationScoped
class ScopeAddresses {
    private static final Pattern FORM = Pattern.compile("0ne[0-9A-F]{8}");
    private static final Duration ABSENT_FOR = Duration.ofSeconds(1);
    private static final int MOST_ABSENT = 10_000;
    private final RegistrationStore store;
    private final ManagedExecutor executor;
    private final Clock clock;
    private final Map<String, ScopeAddress> found = new ConcurrentHashMap<>();
    private final Map<String, Instant> absent = new ConcurrentHashMap<>();

    ScopeAddresses(RegistrationStore store, ManagedExecutor executor, Clock clock) {
        this.store = store;
        this.executor = executor;
        this.clock = clock;
    }

    CompletionStage<Optional<ScopeAddress>> of(String idScope) {
        ScopeAddress known = found.get(idScope);
        if (known != null || !FORM.matcher(idScope).matches() || isKnownAbsent(idScope)) {
            return CompletableFuture.completedFuture(Optional.ofNullable(known));
        }
        return executor.supplyAsync(() -> lookUp(idScope));
    }

    void forget(String idScope) {
        found.remove(idScope);
    }

    private boolean isKnownAbsent(String idScope) {
        Instant since = absent.get(idScope);
        return since != null && since.plus(ABSENT_FOR).isAfter(clock.instant());
    }

    private Optional<ScopeAddress> lookUp(String idScope) {
        Optional<ScopeAddress> address = store.address(idScope);
        address.ifPresentOrElse(value -> found.put(idScope, value), () -> rememberAbsent(idScope));
        return address;
    }

    private void rememberAbsent(String idScope) {
        if (absent.size() >= MOST_ABSENT) {
            absent.clear();
        }
        absent.put(idScope, clock.instant());
    }
}
