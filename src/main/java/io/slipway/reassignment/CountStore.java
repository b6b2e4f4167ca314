package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** How many devices of a reassignment are where; a trigger notes each difference, so nothing is counted here. */
@ApplicationScoped
class CountStore {
    /** By state. */
    Map<String, Integer> counts(AccountTx tx, UUID id) {
        return counts(tx, id, null);
    }

    /** By state, of one wave or of all. */
    Map<String, Integer> counts(AccountTx tx, UUID id, Integer wave) {
        // language=SQL
        return tx.query(
                        """
                        select state
                             , sum(devices) as number
                          from reassignment_count
                         where reassignment_id = :id
                           and (cast(:wave as int) is null or wave = :wave)
                         group by state
                        having sum(devices) <> 0
                        """)
                .bind("id", id)
                .bind("wave", wave)
                .reduceRows(new LinkedHashMap<>(), (counts, row) -> {
                    counts.put(row.getColumn("state", String.class), row.getColumn("number", Integer.class));
                    return counts;
                });
    }

    /** The differences noted so far as their sums. */
    void fold(AccountTx tx, UUID id) {
        // language=SQL
        tx.update(
                        """
                        with noted as (
                          delete from reassignment_count where reassignment_id = :id returning *
                        )
                        insert into reassignment_count (reassignment_id, scope_id, account_id, requester_id, wave, state
                          , from_hub_id, reason, devices)
                        select reassignment_id, scope_id, account_id, requester_id, wave, state, from_hub_id, reason, sum(devices)
                          from noted
                         group by reassignment_id, scope_id, account_id, requester_id, wave, state, from_hub_id, reason
                        having sum(devices) <> 0
                        """)
                .bind("id", id)
                .execute();
    }

    /** By state, hub and reason; the few sums are given their hubs' names, not each difference. */
    Counts all(AccountTx tx, UUID id) {
        // language=SQL
        return new Counts(tx.query(
                        """
                        select part.state
                             , hub_face.host_name as hub
                             , part.reason
                             , part.devices
                          from (select state
                                     , from_hub_id
                                     , reason
                                     , sum(devices) as devices
                                  from reassignment_count
                                 where reassignment_id = :id
                                 group by state, from_hub_id, reason
                                having sum(devices) <> 0) as part
                          left join hub_face on hub_face.hub_id = part.from_hub_id
                        """)
                .bind("id", id)
                .mapTo(Counts.Part.class)
                .list());
    }
}
