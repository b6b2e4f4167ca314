package io.slipway.fleet;

import io.slipway.db.AccountTx;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;

@ApplicationScoped
class DeviceStore {
    static final int COUNT_AT_MOST = 1_000;

    /** How an account comes to see a device. Each has an index in the order of the list; a union of them stays one. */
    private static final List<String> SIDES = List.of(
            "device.account_id = :account",
            "device.holder_id = :account and device.holder_id <> device.account_id",
            "device.supplier_id = :account and device.holder_id <> :account and device.account_id <> :account");

    // Which devices they are is found first: one plan for that and for all that is shown of them takes longer than
    // running it.
    // Partners' rows may be hidden from the acting account, so every join is a left one.
    private static final String SHOWN =
            """
            with listed as materialized (%s)
               , company as materialized (
              select account_id
                   , name
                from account
               where account_id in (select unnest(array[account_id, holder_id, supplier_id, disabled_by]) from listed)
            )
            select device.scope_id
                 , address.id_scope
                 , device.registration_id
                 , device.attestation_type
                 , enrollment_group.group_id as enrollment_group
                 , device.enrollment_id is not null as individual
                 , device.status
                 , device.created_at
                 , device.last_registered_at
                 , device.registrations
                 , device.version
                 , operator.name as operator
                 , holder.name as holder
                 , supplier.name as supplier
                 , mine
                 , device.holder_id = :account as held
                 , device.account_id as operator_id
                 , device.holder_id
                 , case when mine then device.lease_id end as lease_id
                 , case when mine then lease.reference end as lease_reference
                 , case when mine then least(lease.ends_at, lease.recalled_at + lease.notice_days * interval '24 hours') end
                     as lease_ends_at
                 , case when mine then lease.rights end as rights
                 , case when mine then lower(lease_device.period) end as held_since
                 , mine and device.pinned as pinned
                 , case when mine then device.disabled_by end as disabled_by_id
                 , case when mine then disabler.name end as disabled_by
                 , case when mine then device.disabled_reason end as disabled_reason
                 , case when mine then device.substatus end as substatus
                 , case when mine then device.hub_host_name end as hub_host_name
                 , case when mine then hub_face.name end as hub_name
                 , case when mine then device.hub_id end as hub_id
                 , case when mine then device.device_id end as device_id
                 , case when mine then device.error_code end as error_code
                 , case when mine then device.error_message end as error_message
                 , case when mine then device.assigned_at end as assigned_at
              from listed as device
              cross join lateral (select :account in (device.account_id, device.holder_id) as mine) as side
              left join scope_address as address on address.scope_id = device.scope_id
              left join enrollment_group on enrollment_group.enrollment_group_id = device.enrollment_group_id
              left join lease on lease.scope_id = device.scope_id and lease.lease_id = device.lease_id
              left join lease_device on lease_device.lease_id = device.lease_id
                    and lease_device.registration_key = device.registration_key
                    and lease_device.state in ('active', 'ending')
              left join hub_face on hub_face.hub_id = device.hub_id
              left join company as operator on operator.account_id = device.account_id
              left join company as holder on holder.account_id = device.holder_id
              left join company as supplier on supplier.account_id = device.supplier_id
              left join company as disabler on disabler.account_id = device.disabled_by
             order by device.registration_key, device.scope_id
            """;

    List<Device> page(AccountTx tx, DeviceFilter filter) {
        String where = conditions(filter);
        String sides = SIDES.stream()
                .map(side -> "(select * from device where " + side + where
                        + " order by device.registration_key, device.scope_id limit :limit)")
                .reduce((a, b) -> a + " union all " + b)
                .orElseThrow();
        String listed = "select * from (" + sides + ") as devices order by registration_key, scope_id limit :limit";
        return bound(tx.query(SHOWN.formatted(listed)), tx, filter)
                .bind("limit", filter.limit() + 1)
                .mapTo(Device.class)
                .list();
    }

    /** How many there are, counted no further than a person reads. */
    int count(AccountTx tx, DeviceFilter filter) {
        String sides = SIDES.stream()
                .map(side -> "(select 1 from device where " + side + conditions(filter)
                        + " order by device.registration_key, device.scope_id limit :limit)")
                .reduce((a, b) -> a + " union all " + b)
                .orElseThrow();
        return bound(tx.query("select count(*) from (" + sides + ") as devices"), tx, filter)
                .bind("limit", COUNT_AT_MOST + 1)
                .mapTo(Integer.class)
                .one();
    }

    /** Some of the companies that hold devices of the account's scopes, by name, and that one in any case if it is named. */
    List<Lessee> lessees(AccountTx tx, String named, int most) {
        // Each is found by its first lease: there may be very many leases of a few companies.
        // language=SQL
        return tx.query(
                        """
                        with recursive lessee as (
                          (select lessee_id
                             from lease
                            where operator_id = :account and state in ('active', 'ending')
                            order by lessee_id
                            limit 1)
                           union all
                          select (select lease.lessee_id
                                    from lease
                                   where lease.operator_id = :account
                                     and lease.state in ('active', 'ending')
                                     and lease.lessee_id > lessee.lessee_id
                                   order by lease.lessee_id
                                   limit 1)
                            from lessee
                           where lessee.lessee_id is not null
                        )
                        select slug
                             , name
                          from account
                         where account_id in (
                                 (select lessee_id from lessee limit :most)
                                  union
                                 select account_id
                                   from account_address
                                  where slug = :named
                                    and exists (select
                                                  from lease
                                                 where operator_id = :account
                                                   and lessee_id = account_address.account_id
                                                   and state in ('active', 'ending')))
                         order by name
                        """)
                .bind("account", tx.account())
                .bind("named", named)
                .bind("most", most)
                .mapTo(Lessee.class)
                .list();
    }

    Device get(AccountTx tx, String idScope, String registrationId) {
        return find(tx, idScope, registrationId).orElseThrow(() -> Problem.notFound("device"));
    }

    Optional<Device> find(AccountTx tx, String idScope, String registrationId) {
        return tx.query(SHOWN.formatted("select * from device"
                        + " where scope_id = (select scope_id from scope_address where id_scope = :idScope)"
                        + " and registration_key = lower(:registrationId)"))
                .bind("account", tx.account())
                .bind("idScope", idScope)
                .bind("registrationId", registrationId)
                .mapTo(Device.class)
                .findOne();
    }

    /** Forgets where a device was sent; it registers as if for the first time. */
    void forget(AccountTx tx, Device device) {
        // language=SQL
        tx.update(
                        """
                        update device
                           set status = 'unassigned'
                             , substatus = null
                             , hub_account_id = null
                             , hub_id = null
                             , hub_host_name = null
                             , device_id = null
                             , credential = null
                             , error_code = null
                             , error_message = null
                             , assigned_at = null
                             , pinned = false
                             , awaited = false
                             , version = version + 1
                             , updated_at = now()
                         where scope_id = :scope
                           and registration_key = lower(:registrationId)
                        """)
                .bind("scope", device.scopeId())
                .bind("registrationId", device.registrationId())
                .execute();
    }

    private static String conditions(DeviceFilter filter) {
        return filter.conditions().sql()
                + (filter.scope() == null
                        ? ""
                        : " and device.scope_id = (select scope_id from scope_address where id_scope = :scope)")
                + (filter.after() == null
                        ? ""
                        : " and (device.registration_key, device.scope_id) > (:afterKey, cast(:afterScope as uuid))");
    }

    private static <T extends SqlStatement<T>> T bound(T statement, AccountTx tx, DeviceFilter filter) {
        return statement
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("account", tx.account())
                .bindMap(filter.conditions().values())
                .bind("scope", filter.scope())
                .bind("afterKey", filter.afterKey())
                .bind("afterScope", filter.afterScope());
    }
}
