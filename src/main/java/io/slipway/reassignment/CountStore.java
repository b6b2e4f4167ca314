package io.slipway.reassignment;

import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** Of those that are to be moved. */
    List<Breakdown> byHub(AccountTx tx, UUID id) {
        return breakdown(tx, id, "case when part.state <> 'skipped' then coalesce(hub_face.host_name, 'no hub') end");
    }

    /** Why devices are not moved; the failures' sentences share a word. */
    List<Breakdown> byReason(AccountTx tx, UUID id) {
        return breakdown(tx, id, "part.reason");
    }

    private static List<Breakdown> breakdown(AccountTx tx, UUID id, String by) {
        // language=SQL
        return tx.query(
                        """
                        select %s as name
                             , sum(part.devices) as devices
                          from reassignment_count as part
                          left join hub_face on hub_face.hub_id = part.from_hub_id
                         where part.reassignment_id = :id
                         group by 1
                        having sum(part.devices) <> 0
                         order by 2 desc, 1
                        """
                                .formatted(by))
                .bind("id", id)
                .mapTo(Breakdown.class)
                .filter(part -> part.name() != null)
                .list();
    }
}
