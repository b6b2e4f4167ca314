package io.slipway.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatements;

/** Row security shows a scope's attempts to its operator, and to a holder those of its own time. */
@ApplicationScoped
class AttemptStore {
    /** How an account comes to see an attempt; each has an index in the order of the list. */
    private static final List<String> SIDES =
            List.of("attempt.account_id = :account", "attempt.holder_id = :account and attempt.account_id <> :account");

    private static final String COLUMNS =
            """
            select scope_address.id_scope
                 , registration_id
                 , registration_key
                 , outcome
                 , reason
                 , error_code
                 , sentence
                 , detail
                 , transport
                 , remote_address
                 , count
                 , first_at
                 , last_at
              from attempt
              left join scope_address using (scope_id)
            """;

    private final ObjectMapper json;

    AttemptStore(ObjectMapper json) {
        this.json = json;
    }

    List<Attempt> of(AccountTx tx, UUID scope, String registrationId, int limit) {
        return tx.query(
                        COLUMNS
                                + " where scope_id = :scope and registration_key = lower(:id) order by last_at desc limit :limit")
                .bind("scope", scope)
                .bind("id", registrationId)
                .bind("limit", limit)
                .mapTo(Attempt.class)
                .list();
    }

    /** What decided when a registration assigned the device last. */
    Optional<PastDecision> decision(AccountTx tx, UUID scope, String registrationId) {
        // language=SQL
        return tx.query(
                        """
                        select jsonb_set(detail -> 'decided', '{at}', to_jsonb(last_at)) as decided
                          from attempt
                         where scope_id = :scope
                           and registration_key = lower(:id)
                           and outcome = 'assigned'
                           and detail -> 'decided' is not null
                         order by last_at desc
                         limit 1
                        """)
                .bind("scope", scope)
                .bind("id", registrationId)
                .mapTo(String.class)
                .findOne()
                .map(this::parsed);
    }

    private PastDecision parsed(String written) {
        try {
            return json.readValue(written, PastDecision.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("registrations write decisions as a plain record", e);
        }
    }

    List<Attempt> page(AccountTx tx, AttemptFilter filter) {
        StringBuilder where = new StringBuilder();
        if (!filter.search().isEmpty()) {
            where.append(" and registration_key >= :search and registration_key < :search || U&'\\+10FFFF'");
        }
        if (filter.scope() != null) {
            where.append(" and scope_address.id_scope = :scope");
        }
        if (filter.outcome() != null) {
            where.append(" and outcome = :outcome");
        }
        if (filter.reason() != null) {
            where.append(" and reason = :reason");
        }
        if (filter.after() != null) {
            where.append(" and (last_at, registration_key) < (:afterTime, :afterKey)");
        }
        String order = " order by last_at desc, registration_key desc limit :limit";
        String sides = SIDES.stream()
                .map(side -> "(" + COLUMNS + " where " + side + where + order + ")")
                .collect(Collectors.joining(" union all "));
        return tx.query("select * from (" + sides + ") as attempts" + order)
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("account", tx.account())
                .bind("search", filter.search())
                .bind("scope", filter.scope())
                .bind("outcome", filter.outcome())
                .bind("reason", filter.reason())
                .bind("afterTime", filter.afterTime())
                .bind("afterKey", filter.afterKey())
                .bind("limit", filter.limit() + 1)
                .mapTo(Attempt.class)
                .list();
    }

    List<Failures> failures(AccountTx tx) {
        // language=SQL
        return tx.query(
                        """
                        select reason
                             , (array_agg(sentence order by last_at desc))[1] as sentence
                             , sum(count) as attempts
                             , count(distinct (scope_id, registration_key)) as devices
                             , max(last_at) as last_at
                          from attempt
                         where (account_id = :account or holder_id = :account)
                           and outcome <> 'assigned'
                           and last_at > now() - interval '7 days'
                           and day > current_date - 9
                         group by reason
                         order by max(last_at) desc
                        """)
                .bind("account", tx.account())
                .mapTo(Failures.class)
                .list();
    }
}
