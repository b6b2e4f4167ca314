package io.slipway.sharing;

import io.slipway.db.AccountId;
import io.slipway.web.Problem;
import io.slipway.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Limits how often an account may enter wrong codes, in each replica by itself: against 100 random bits a few tries a minute
 * are as good as none however many replicas there are.
 */
@ApplicationScoped
class CodeTries {
    private static final int MOST = 5;
    private static final Duration WHILE = Duration.ofMinutes(1);
    private final Map<AccountId, Deque<Instant>> tries = new ConcurrentHashMap<>();
    private final Clock clock;

    CodeTries(Clock clock) {
        this.clock = clock;
    }

    /** Counted before the code is looked at, so that many at once get no further than one after the other. */
    void begin(AccountId account) {
        Instant now = clock.instant();
        tries.compute(account, (id, known) -> {
            Deque<Instant> recent = known == null ? new ArrayDeque<>() : known;
            recent.removeIf(moment -> moment.isAfter(now) || moment.isBefore(now.minus(WHILE)));
            if (recent.size() >= MOST) {
                throw new Problem(
                        ProblemType.TOO_MANY, "Too many codes were wrong. Wait a minute, then enter it again.");
            }
            recent.add(now);
            return recent;
        });
    }

    void wasRight(AccountId account) {
        tries.computeIfPresent(account, (id, recent) -> {
            recent.pollLast();
            return recent.isEmpty() ? null : recent;
        });
    }
}
