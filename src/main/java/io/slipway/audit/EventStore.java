package io.slipway.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

@ApplicationScoped
class EventStore {
    private final ObjectMapper json;

    EventStore(ObjectMapper json) {
        this.json = json;
    }

    void insert(AccountTx tx, AccountId trail, Act act) {
        // language=SQL
        tx.update(
                        """
                        insert into event (account_id, actor_kind, actor_id, actor_name, actor_account_id, action
                                         , object_type, object_id, object_name, scope_id, before, after)
                        values (:account, :actorKind, :actorId, :actorName, :actorAccount, :action
                              , :objectType, :objectId, :objectName, :scope, cast(:before as jsonb), cast(:after as jsonb))
                        """)
                .bind("account", trail)
                .bind("actorKind", tx.actor().kind().name().toLowerCase(Locale.ROOT))
                .bind("actorId", tx.actor().id())
                .bind("actorName", tx.actor().name())
                .bind("actorAccount", tx.account())
                .bind("action", act.action())
                .bind("objectType", act.objectType())
                .bind("objectId", act.objectId())
                .bind("objectName", act.objectName())
                .bind("scope", act.scope())
                .bind("before", written(act.before()))
                .bind("after", written(act.after()))
                .execute();
    }

    private String written(Object value) {
        try {
            return value == null ? null : json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an act's before and after are plain records", e);
        }
    }
}
