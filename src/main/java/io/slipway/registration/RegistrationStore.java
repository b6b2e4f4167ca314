package io.slipway.registration;

import io.slipway.db.AccountTx;
import io.slipway.db.DeviceTransactions;
import io.slipway.db.JsonValues;
import io.slipway.enrollment.KnownEnrollment;
import io.slipway.enrollment.KnownEnrollments;
import io.slipway.scope.ScopeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** The device plane's statements; each reads or writes a whole batch in one round trip. */
@ApplicationScoped
class RegistrationStore {
    /** What is known of a device before it is judged; enrollment, device and holding are null if there is none. */
    record Known(long generation, KnownEnrollment enrollment, DeviceRecord device, Holding holding) {}

    private static final RowMapper<DeviceRecord> DEVICE = ConstructorMapper.of(DeviceRecord.class, "d_");
    private static final RowMapper<Holding.Row> HOLDING = ConstructorMapper.of(Holding.Row.class, "h_");
    private final DeviceTransactions transactions;
    private final KnownEnrollments enrollments;
    private final JsonValues json;

    RegistrationStore(DeviceTransactions transactions, KnownEnrollments enrollments, JsonValues json) {
        this.transactions = transactions;
        this.enrollments = enrollments;
        this.json = json;
    }

    Optional<ScopeAddress> address(String idScope) {
        return transactions.lookUp(
                lookUp -> lookUp.query("select scope_id, account_id from scope_address where id_scope = :idScope")
                        .bind("idScope", idScope)
                        .mapTo(ScopeAddress.class)
                        .findOne());
    }

    ScopeSettings scope(AccountTx tx, ScopeId scope) {
        // language=SQL
        return tx.query(
                        """
                        select scope.id_scope
                             , scope.allocation_policy
                             , scope_address.generation
                          from scope_address
                          join scope using (scope_id)
                         where scope_id = :scope
                        """)
                .bind("scope", scope)
                .mapTo(ScopeSettings.class)
                .one();
    }

    /** One row per request, in the same order; a request whose scope is gone meanwhile has null. */
    List<Optional<Known>> read(AccountTx tx, List<DeviceKey> devices) {
        // language=SQL
        String sql =
                """
                select scope_address.generation
                     , %s
                     , device.scope_id as d_scope_id
                     , device.registration_id as d_registration_id
                     , device.account_id as d_account_id
                     , device.supplier_id as d_supplier_id
                     , device.attestation_type as d_attestation_type
                     , device.enrollment_id as d_enrollment_id
                     , device.enrollment_group_id as d_enrollment_group_id
                     , device.status as d_status
                     , device.substatus as d_substatus
                     , device.hub_account_id as d_hub_account_id
                     , device.hub_id as d_hub_id
                     , device.hub_host_name as d_hub_host_name
                     , device.device_id as d_device_id
                     , device.credential as d_credential
                     , device.error_code as d_error_code
                     , device.error_message as d_error_message
                     , device.payload as d_payload
                     , device.version as d_version
                     , device.assigned_at as d_assigned_at
                     , device.updated_at as d_updated_at
                     , device.thumbprint as d_thumbprint
                     , device.holder_id as h_holder_id
                     , device.lease_id as h_lease_id
                     , device.lease_id is null or 'reassign' = any(lease.rights) as h_reassignable
                     , lease.default_hub_id as h_default_hub_id
                     , device.pinned as h_pinned
                     , device.awaited as h_awaited
                     , device.disabled_by as h_disabled_by
                     , device.disabled_reason as h_disabled_reason
                     , array (select hub_id
                                from departure
                               where departure.scope_id = device.scope_id
                                 and departure.registration_key = device.registration_key) as h_departing
                  from unnest(cast(:scopes as uuid[]), cast(:keys as text[])) with ordinality
                       as asked (scope_id, registration_key, place)
                  left join scope_address using (scope_id)
                  left join enrollment e using (scope_id, registration_key)
                  left join device using (scope_id, registration_key)
                  left join lease on lease.scope_id = device.scope_id and lease.lease_id = device.lease_id
                 order by asked.place
                """
                        .formatted(KnownEnrollments.COLUMNS);
        return tx.query(sql)
                .bindArray(
                        "scopes",
                        UUID.class,
                        devices.stream().map(device -> device.scope().value()).toList())
                .bindArray(
                        "keys",
                        String.class,
                        devices.stream().map(DeviceKey::registrationKey).toList())
                .map((row, context) -> row.getObject("generation") == null
                        ? Optional.<Known>empty()
                        : Optional.of(known(row, context)))
                .list();
    }

    private Known known(ResultSet row, StatementContext context) throws SQLException {
        boolean isNew = row.getObject("d_scope_id") == null;
        return new Known(
                row.getLong("generation"),
                enrollments.from(row),
                isNew ? null : DEVICE.map(row, context),
                isNew ? null : HOLDING.map(row, context).toHolding());
    }

    /** Writes device rows; returns those that were still as they had been read. */
    Set<DeviceKey> write(AccountTx tx, Collection<DeviceRecord> devices) {
        // language=SQL
        return tx
                .query(
                        """
                        insert into device (scope_id, registration_key, account_id, holder_id, supplier_id, registration_id
                          , attestation_type, enrollment_id, enrollment_group_id, status, substatus, hub_account_id, hub_id
                          , hub_host_name, device_id, credential, thumbprint, error_code, error_message, payload
                          , registrations, version, assigned_at, last_registered_at, updated_at)
                        select "scopeId", lower("registrationId"), "accountId", "accountId", "supplierId", "registrationId"
                             , "attestationType", "enrollmentId", "enrollmentGroupId", status, substatus, "hubAccountId", "hubId"
                             , "hubHostName", "deviceId", credential, thumbprint, "errorCode", "errorMessage", payload, 1
                             , version + 1, "assignedAt", now(), "updatedAt"
                          from json_to_recordset(cast(:rows as json)) as r ("scopeId" uuid, "registrationId" text
                             , "accountId" uuid, "supplierId" uuid, "attestationType" text, "enrollmentId" uuid
                             , "enrollmentGroupId" uuid, status text, substatus text, "hubAccountId" uuid, "hubId" uuid
                             , "hubHostName" text, "deviceId" text, credential text, thumbprint text, "errorCode" int
                             , "errorMessage" text, payload text, version int, "assignedAt" timestamptz, "updatedAt" timestamptz)
                         order by "scopeId", lower("registrationId")
                        on conflict (scope_id, registration_key) do update
                          set attestation_type = excluded.attestation_type
                            , enrollment_id = excluded.enrollment_id
                            , enrollment_group_id = excluded.enrollment_group_id
                            , status = excluded.status
                            , substatus = excluded.substatus
                            , hub_account_id = excluded.hub_account_id
                            , hub_id = excluded.hub_id
                            , hub_host_name = excluded.hub_host_name
                            , device_id = excluded.device_id
                            , credential = excluded.credential
                            , thumbprint = excluded.thumbprint
                            , error_code = excluded.error_code
                            , error_message = excluded.error_message
                            , payload = excluded.payload
                            , registrations = device.registrations + 1
                            , version = excluded.version
                            , assigned_at = excluded.assigned_at
                            , awaited = device.awaited and excluded.status <> 'assigned'
                            , last_registered_at = excluded.last_registered_at
                            , updated_at = excluded.updated_at
                         where device.version = excluded.version - 1
                        returning scope_id, registration_key
                        """)
                .bind("rows", json.of(devices))
                .map((row, context) -> new DeviceKey(
                        new ScopeId(row.getObject("scope_id", UUID.class)), row.getString("registration_key")))
                .stream()
                .collect(Collectors.toSet());
    }

    void record(AccountTx tx, Collection<Attempt> attempts) {
        // language=SQL
        tx.update(
                        """
                        insert into attempt (scope_id, registration_key, day, kind, account_id, holder_id, registration_id
                          , outcome, reason, error_code, sentence, detail, transport, remote_address, count, first_at, last_at)
                        select "scopeId", lower("registrationId"), cast("at" at time zone 'UTC' as date), kind, :account
                             , "holderId", "registrationId", outcome, reason, "errorCode", sentence, detail, transport, "remoteAddress"
                             , 1, "at", "at"
                          from json_to_recordset(cast(:rows as json)) as r ("scopeId" uuid, "registrationId" text, kind text
                             , "holderId" uuid, outcome text, reason text, "errorCode" int, sentence text, detail jsonb, transport text
                             , "remoteAddress" text, "at" timestamptz)
                         order by "scopeId", lower("registrationId"), kind
                        on conflict (scope_id, day, registration_key, kind) do update
                          set count = attempt.count + 1
                            , last_at = excluded.last_at
                            , sentence = excluded.sentence
                            , detail = excluded.detail
                            , transport = excluded.transport
                            , remote_address = excluded.remote_address
                        """)
                .bind("account", tx.account())
                .bind("rows", json.of(attempts))
                .execute();
    }
}
