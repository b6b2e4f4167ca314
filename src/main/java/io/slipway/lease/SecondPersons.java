package io.slipway.lease;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTx;
import io.slipway.scope.ScopeId;
import io.slipway.setting.AccountSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;

/** Keeps a large request until a second person of the account approves it; nobody else learns of it meanwhile. */
@ApplicationScoped
class SecondPersons {
    /**
     * What is to be approved.
     *
     * @param lease null while there is none
     */
    record Question(String kind, LeaseId lease, String summary, int devices) {}

    private final AccountSettings settings;
    private final LeaseApprovalStore store;
    private final Events events;
    private final ObjectMapper json;
    private final Clock clock;

    SecondPersons(AccountSettings settings, LeaseApprovalStore store, Events events, ObjectMapper json, Clock clock) {
        this.settings = settings;
        this.store = store;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    boolean areNeeded(AccountTx tx, int devices) {
        return settings.approvalAbove(tx).filter(most -> devices > most).isPresent();
    }

    LeaseApproval ask(AccountTx tx, ScopeId scope, Question question, Object request) {
        ApprovalId id = store.insert(tx, question, scope, written(request), clock.instant());
        events.record(
                tx,
                Act.of("leaseApproval.asked", id, question.summary())
                        .in(scope)
                        .changing(null, Map.of("devices", question.devices())));
        return store.find(tx, id).orElseThrow();
    }

    private String written(Object request) {
        try {
            return json.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
