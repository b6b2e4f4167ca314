package io.slipway.builtinhub;

import io.slipway.db.AccountTx;
import io.slipway.db.JsonValues;
import io.slipway.spi.HubEntry;
import io.slipway.spi.HubIdentity.Twin;
import io.slipway.spi.HubTarget;
import io.slipway.spi.HubTwin;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Each statement handles a whole batch and locks rows in the order of device IDs, so that two batches never deadlock. */
@ApplicationScoped
class IdentityStore {
    private final JsonValues json;

    IdentityStore(JsonValues json) {
        this.json = json;
    }

    /** Creates or updates; what there is keeps its twin and status unless the identity says otherwise. */
    void put(AccountTx tx, HubTarget hub, List<IdentityRow> identities) {
        // language=SQL
        tx.update(
                        """
                        insert into hub_device as kept (hub_id, device_id, account_id, authentication, primary_key
                          , secondary_key, primary_thumbprint, secondary_thumbprint, iot_edge, status, tags, desired)
                        select :hub, "deviceId", :account, authentication, decode("primaryKey", 'base64')
                             , decode("secondaryKey", 'base64'), "primaryThumbprint", "secondaryThumbprint", "iotEdge"
                             , status, tags, desired
                          from json_to_recordset(cast(:rows as json)) as r ("deviceId" text, authentication text
                             , "primaryKey" text, "secondaryKey" text, "primaryThumbprint" text
                             , "secondaryThumbprint" text, "iotEdge" boolean, status text, tags text, desired text)
                         order by "deviceId"
                        on conflict (hub_id, device_id) do update
                          set authentication = excluded.authentication
                            , primary_key = excluded.primary_key
                            , secondary_key = excluded.secondary_key
                            , primary_thumbprint = excluded.primary_thumbprint
                            , secondary_thumbprint = excluded.secondary_thumbprint
                            , iot_edge = excluded.iot_edge
                            , status = case when kept.device_id = any(:replaced) then excluded.status else kept.status end
                            , tags = case when kept.device_id = any(:reset) then excluded.tags else kept.tags end
                            , desired = case when kept.device_id = any(:reset) then excluded.desired else kept.desired end
                            , desired_version = case when kept.device_id = any(:reset) then 1 else kept.desired_version end
                            , reported = case when kept.device_id = any(:reset) then '{}' else kept.reported end
                            , reported_version = case when kept.device_id = any(:reset) then 1 else kept.reported_version end
                            , version = kept.version + 1
                            , updated_at = now()
                        """)
                .bind("hub", hub.hubId())
                .bind("account", tx.account())
                .bind("rows", json.of(identities))
                .bindArray("reset", String.class, deviceIds(identities, Set.of(Twin.RESET, Twin.REPLACE)))
                .bindArray("replaced", String.class, deviceIds(identities, Set.of(Twin.REPLACE)))
                .execute();
    }

    private static List<String> deviceIds(List<IdentityRow> identities, Set<Twin> meant) {
        return identities.stream()
                .filter(identity -> meant.contains(identity.twin()))
                .map(IdentityRow::deviceId)
                .toList();
    }

    /** By an array and not by a join, which PostgreSQL does row by row when it has not noticed yet how full the hub is. */
    void remove(AccountTx tx, HubTarget hub, List<String> deviceIds) {
        // language=SQL
        tx.update(
                        """
                        with gone as (
                          select device_id
                            from hub_device
                           where hub_id = :hub and device_id = any(:deviceIds)
                           order by device_id
                             for update)
                        delete from hub_device
                         where hub_id = :hub and device_id = any(array(select device_id from gone))
                        """)
                .bind("hub", hub.hubId())
                .bindArray("deviceIds", String.class, deviceIds)
                .execute();
    }

    void enable(AccountTx tx, HubTarget hub, List<String> deviceIds, String status) {
        // language=SQL
        tx.update(
                        """
                        with meant as (
                          select device_id
                            from hub_device
                           where hub_id = :hub and device_id = any(:deviceIds) and status <> :status
                           order by device_id
                             for update)
                        update hub_device
                           set status = :status
                             , version = version + 1
                             , updated_at = now()
                         where hub_id = :hub and device_id = any(array(select device_id from meant))
                        """)
                .bind("hub", hub.hubId())
                .bind("status", status)
                .bindArray("deviceIds", String.class, deviceIds)
                .execute();
    }

    /** False if the device is not there, or its desired properties are at another version. */
    boolean changeDesired(AccountTx tx, HubTarget hub, String deviceId, String desired, int expectedVersion) {
        // language=SQL
        return tx.update(
                                """
                                update hub_device
                                   set desired = :desired
                                     , desired_version = desired_version + 1
                                     , version = version + 1
                                     , updated_at = now()
                                 where hub_id = :hub
                                   and device_id = :deviceId
                                   and desired_version = :expected
                                """)
                        .bind("hub", hub.hubId())
                        .bind("deviceId", deviceId)
                        .bind("desired", desired)
                        .bind("expected", expectedVersion)
                        .execute()
                == 1;
    }

    List<HubTwin> twins(AccountTx tx, HubTarget hub, List<String> deviceIds) {
        // language=SQL
        return tx.query(
                        """
                        select device_id
                             , tags as tags_json
                             , desired as desired_json
                             , desired_version
                             , reported as reported_json
                             , reported_version
                          from hub_device
                         where hub_id = :hub and device_id = any(:deviceIds)
                        """)
                .bind("hub", hub.hubId())
                .bindArray("deviceIds", String.class, deviceIds)
                .mapTo(HubTwin.class)
                .list();
    }

    long count(AccountTx tx, HubTarget hub, int limit) {
        return tx.query("select count(*) from (select from hub_device where hub_id = :hub limit :limit) as counted")
                .bind("hub", hub.hubId())
                .bind("limit", limit)
                .mapTo(Long.class)
                .one();
    }

    List<HubEntry> list(AccountTx tx, HubTarget hub, String prefix, String after, int limit) {
        // language=SQL
        return tx.query(
                        """
                        select device_id, status, authentication, iot_edge, created_at, updated_at
                          from hub_device
                         where hub_id = :hub
                           and device_id > :after
                           and device_id >= :prefix
                           and device_id < :prefix || chr(1114111)
                         order by device_id
                         limit :limit
                        """)
                .bind("hub", hub.hubId())
                .bind("prefix", prefix)
                .bind("after", after)
                .bind("limit", limit)
                .mapTo(HubEntry.class)
                .list();
    }

    /** Throws unless the database answers this account. */
    void touch(AccountTx tx) {
        tx.query("select exists (select from hub_device where hub_id is null)")
                .mapTo(Boolean.class)
                .one();
    }
}
