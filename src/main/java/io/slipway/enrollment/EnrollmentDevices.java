package io.slipway.enrollment;

import io.slipway.db.AccountTx;
import io.slipway.db.Keyset;
import io.slipway.scope.ScopeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;

/** The device rows that enrollments begin and end, and what became of them. */
@ApplicationScoped
class EnrollmentDevices {
    // language=SQL
    private static final String FACTS =
            """
            select registration_id
                 , status
                 , substatus
                 , hub_host_name as assigned_hub
                 , device_id
                 , error_code
                 , error_message
                 , last_registered_at as last_registered_date_time_utc
                 , created_at as created_date_time_utc
                 , updated_at as last_updated_date_time_utc
              from device
            """;

    /**
     * Enters the devices of new enrollments, in the hands of the scope's account; those that are there stay as they are. Returns
     * the keys of the ones entered.
     */
    Set<String> enter(AccountTx tx, ScopeId scope, Collection<String> registrationKeys) {
        // language=SQL
        return Set.copyOf(tx.query(
                        """
                        insert into device (scope_id, registration_key, account_id, holder_id, supplier_id, registration_id
                                          , attestation_type, enrollment_id)
                        select scope_id, registration_key, account_id, account_id, supplier_id, registration_id
                             , attestation_type, enrollment_id
                          from enrollment
                         where scope_id = :scope and registration_key = any(:keys)
                         order by registration_key
                        on conflict (scope_id, registration_key) do nothing
                        returning registration_key
                        """)
                .bind("scope", scope)
                .bindArray("keys", String.class, registrationKeys)
                .mapTo(String.class)
                .list());
    }

    /**
     * Removes those that never registered; the others stay, with their hub and their story, and so do those on offer, in a lease,
     * or with a claim code. A manufacturer does not see these; what it removes, the lease lets go of and says so.
     */
    int removeUnregistered(AccountTx tx, ScopeId scope, Collection<String> registrationKeys) {
        // language=SQL
        return tx.update(
                        """
                        delete from device
                         where scope_id = :scope and registration_key = any(:keys)
                           and status = 'unassigned' and registrations = 0
                           and not exists (select
                                             from lease_device
                                            where lease_device.scope_id = device.scope_id
                                              and lease_device.registration_key = device.registration_key
                                              and lease_device.state in ('proposed', 'starting', 'active', 'ending'))
                           and not exists (select
                                             from claim_code
                                            where claim_code.scope_id = device.scope_id
                                              and claim_code.registration_key = device.registration_key
                                              and claim_code.state in ('open', 'pending'))
                        """)
                .bind("scope", scope)
                .bindArray("keys", String.class, registrationKeys)
                .execute();
    }

    Optional<RegistrationFacts> find(AccountTx tx, ScopeId scope, String registrationKey) {
        return facts(tx.query(FACTS + " where scope_id = :scope and registration_key = :key")
                        .bind("scope", scope)
                        .bind("key", registrationKey))
                .stream()
                .findFirst();
    }

    Keyset<RegistrationFacts> ofGroup(AccountTx tx, UUID enrollmentGroupId, String after, int limit) {
        List<RegistrationFacts> read = facts(tx.query(FACTS
                        + " where enrollment_group_id = :group and registration_key > :after"
                        + " order by registration_key limit :limit")
                .bind("group", enrollmentGroupId)
                .bind("after", after == null ? "" : RegistrationId.keyOf(after))
                .bind("limit", limit + 1));
        return Keyset.of(read, limit, RegistrationFacts::registrationId);
    }

    /** Devices of a group by status, counted no further than {@code most} altogether. */
    Map<String, Integer> countsOfGroup(AccountTx tx, UUID enrollmentGroupId, int most) {
        // language=SQL
        return tx.query(
                        """
                        select status, count(*) as number
                          from (select status from device where enrollment_group_id = :group limit :most) as counted
                         group by status
                         order by status
                        """)
                .bind("group", enrollmentGroupId)
                .bind("most", most)
                .reduceRows(new LinkedHashMap<>(), (counts, row) -> {
                    counts.put(row.getColumn("status", String.class), row.getColumn("number", Integer.class));
                    return counts;
                });
    }

    private static List<RegistrationFacts> facts(Query query) {
        return query.mapTo(RegistrationFacts.class).list();
    }
}
