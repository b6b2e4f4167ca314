package io.slipway.supply;

import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import io.slipway.scope.IdScope;
import io.slipway.scope.ScopeId;
import java.time.Instant;
import java.util.List;

/**
 * A scope that the acting account may work on, as its operator or as its supplier.
 *
 * @param owner the operator, whose account every row of the scope carries
 * @param supplier the acting manufacturer, whom rows it brings name; null when the operator acts
 * @param name what the scope is called; null to a supplier whose grant was withdrawn
 * @param withdrawnAt when the operator withdrew the grant; only looking is left then
 */
public record ScopeAccess(
        ScopeId scope, IdScope idScope, String name, AccountId owner, AccountId supplier, Instant withdrawnAt) {
    public Side side() {
        return supplier == null ? Side.OPERATOR : Side.SUPPLIER;
    }

    /**
     * Writes the act into the trail of the acting account and of the other one it concerns.
     *
     * @param bringer the manufacturer that brought the object; null when the operator did
     */
    public void record(Events events, AccountTx tx, AccountId bringer, Act act) {
        recordAll(events, tx, bringer, List.of(act));
    }

    /** The same for many acts on objects of one bringer. */
    public void recordAll(Events events, AccountTx tx, AccountId bringer, List<Act> acts) {
        AccountId other = supplier != null || bringer == null ? owner : bringer;
        events.recordAllForBoth(
                tx, other, acts.stream().map(act -> act.in(scope)).toList());
    }
}
