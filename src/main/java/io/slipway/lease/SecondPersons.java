package io.slipway.lease;

import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.db.JsonValues;
import io.slipway.scope.ScopeId;
import io.slipway.setting.AccountSettings;
import io.slipway.web.Numbers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps a large request until a second person of the account approves it; nobody else learns of it meanwhile. */
@ApplicationScoped
class SecondPersons {
    /**
     * What is to be approved.
     *
     * @param lease null while there is none
     * @param extent the devices it is about
     * @param size by which it is judged whether one person is enough
     */
    record Question(String kind, LeaseId lease, ScopeId scope, String summary, Extent extent, int size) {
        static Question about(Lease lease, String kind, String verb, Extent extent) {
            String summary =
                    verb + " " + Numbers.counted(extent.devices(), "device") + " of lease " + lease.reference();
            return new Question(kind, lease.id(), lease.scope(), summary, extent, extent.devices());
        }
    }

    private final AccountSettings settings;
    private final LeaseApprovalStore store;
    private final Events events;
    private final JsonValues json;
    private final Clock clock;

    SecondPersons(AccountSettings settings, LeaseApprovalStore store, Events events, JsonValues json, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    /** Done at once, or asked of a second person first. */
    Outcome agree(AccountTx tx, Question question, Object request, Supplier<LeaseView> act) {
        return settings.approvalAbove(tx).filter(most -> question.size() > most).isPresent()
                ? Outcome.waiting(ask(tx, question, request))
                : Outcome.done(act.get());
    }

    private LeaseApproval ask(AccountTx tx, Question question, Object request) {
        ApprovalId id = store.insert(tx, question, json.of(request), clock.instant());
        events.record(
                tx,
                Act.of("leaseApproval.asked", id, question.summary())
                        .in(question.scope())
                        .changing(null, Map.of("devices", question.extent().devices())));
        return store.find(tx, id).orElseThrow();
    }
}
