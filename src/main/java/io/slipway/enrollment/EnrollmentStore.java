package io.slipway.enrollment;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.slipway.db.AccountTx;
import io.slipway.db.JsonValues;
import io.slipway.scope.ScopeId;
import io.slipway.supply.ScopeAccess;
import io.slipway.supply.Side;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

@ApplicationScoped
class EnrollmentStore {
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<Enrollment, Enrollment.Key> {}

    // language=SQL
    private static final String LIST =
            """
            select scope_address.id_scope
                 , scope.name as scope_name
                 , e.scope_id
                 , e.registration_id
                 , e.registration_key
                 , e.device_id
                 , e.attestation_type
                 , e.provisioning_status
                 , account.name as supplied_by
                 , coalesce(device.status, 'unassigned') as registration_status
                 , device.hub_host_name as assigned_hub
                 , device.last_registered_at as last_registered_date_time_utc
                 , e.created_at as created_date_time_utc
                 , e.updated_at as last_updated_date_time_utc
              from enrollment e
              join scope_address on scope_address.scope_id = e.scope_id
              left join scope on scope.scope_id = e.scope_id
              left join account on account.account_id = e.supplier_id
              left join device on device.scope_id = e.scope_id and device.registration_key = e.registration_key
             where %s
             order by e.registration_key, e.scope_id
             limit :limit
            """;

    private final Rows rows;
    private final JsonValues json;

    EnrollmentStore(Rows rows, JsonValues json) {
        this.rows = rows;
        this.json = json;
    }

    Optional<Enrollment> find(AccountTx tx, ScopeAccess access, String registrationId) {
        return rows.findByIdOptional(new Enrollment.Key(access.scope().value(), RegistrationId.keyOf(registrationId)));
    }

    Enrollment get(AccountTx tx, ScopeAccess access, RegistrationId id) {
        return find(tx, access, id.value()).orElseThrow(() -> Problem.notFound("enrollment"));
    }

    void insert(AccountTx tx, Enrollment enrollment) {
        rows.persist(enrollment);
    }

    void delete(AccountTx tx, Enrollment enrollment) {
        rows.delete(enrollment);
    }

    /** In the order of the registration ID, one more than {@code limit} so that a further page shows. */
    List<EnrollmentSummary> list(AccountTx tx, Side side, EnrollmentFilter filter, int limit) {
        return tx.query(LIST.formatted(mine(side) + filter.sql("registration_key")))
                .bind("account", tx.account())
                .bindMap(filter.values())
                .bind("limit", limit + 1)
                .mapTo(EnrollmentSummary.class)
                .list();
    }

    /** How many there are, counted no further than {@code most}. */
    int count(AccountTx tx, Side side, EnrollmentFilter filter, int most) {
        return tx.query(
                        """
                        select count(*) from (select from enrollment e
                          join scope_address on scope_address.scope_id = e.scope_id
                         where %s limit :most) as counted
                        """
                                .formatted(mine(side) + filter.sql("registration_key")))
                .bind("account", tx.account())
                .bindMap(filter.values())
                .bind("most", most)
                .mapTo(Integer.class)
                .one();
    }

    static String mine(Side side) {
        return switch (side) {
            case OPERATOR -> "e.account_id = :account";
            case SUPPLIER -> "e.supplier_id = :account";
        };
    }

    /** Inserts those whose registration ID is free; returns their keys. */
    Set<String> insertAll(AccountTx tx, List<Enrollment> enrollments) {
        // language=SQL
        return tx.query(
                        """
                        insert into enrollment (scope_id, registration_key, enrollment_id, account_id, supplier_id
                          , registration_id, device_id, attestation_type, primary_key, secondary_key, primary_certificate
                          , secondary_certificate, primary_ca, secondary_ca, optional_device_information
                          , provisioning_status, allocation_policy, iot_hubs, update_hub_assignment, migrate_device_data
                          , iot_edge, initial_twin, created_at, updated_at)
                        select "scopeId", "registrationKey", "enrollmentId", "accountId", "supplierId"
                             , "registrationId", "deviceId", "attestationType", "primaryKey", "secondaryKey"
                             , "primaryCertificate", "secondaryCertificate", "primaryCa", "secondaryCa"
                             , "optionalDeviceInformation", "provisioningStatus", "allocationPolicy", "iotHubs"
                             , "updateHubAssignment", "migrateDeviceData", "iotEdge", "initialTwin", "createdAt", "createdAt"
                          from json_to_recordset(cast(:rows as json)) as row ("scopeId" uuid, "registrationKey" text
                             , "enrollmentId" uuid, "accountId" uuid, "supplierId" uuid, "registrationId" text
                             , "deviceId" text, "attestationType" text, "primaryKey" bytea, "secondaryKey" bytea
                             , "primaryCertificate" bytea, "secondaryCertificate" bytea, "primaryCa" text
                             , "secondaryCa" text, "optionalDeviceInformation" text, "provisioningStatus" text
                             , "allocationPolicy" text, "iotHubs" text[], "updateHubAssignment" boolean
                             , "migrateDeviceData" boolean, "iotEdge" boolean, "initialTwin" text, "createdAt" timestamptz)
                         order by "registrationKey"
                        on conflict (scope_id, registration_key) do nothing
                        returning registration_key
                        """)
                .bind("rows", json.of(enrollments.stream().map(Row::of).toList()))
                .mapTo(String.class)
                .set();
    }

    /** Deletes those that are there; returns their keys. */
    Set<String> deleteAll(AccountTx tx, ScopeId scope, Collection<String> keys) {
        return tx.query(
                        """
                        delete from enrollment
                         where scope_id = :scope and registration_key = any(:keys)
                        returning registration_key
                        """)
                .bind("scope", scope)
                .bindArray("keys", String.class, keys)
                .mapTo(String.class)
                .set();
    }

    List<Enrollment> findAll(AccountTx tx, ScopeId scope, Collection<String> keys) {
        return rows.list("scopeId = ?1 and registrationKey in ?2", scope.value(), keys);
    }

    /** A row to insert, as the statement unpacks it. */
    private record Row(
            UUID scopeId,
            String registrationKey,
            UUID enrollmentId,
            UUID accountId,
            UUID supplierId,
            String registrationId,
            String deviceId,
            String attestationType,
            String primaryKey,
            String secondaryKey,
            String primaryCertificate,
            String secondaryCertificate,
            String primaryCa,
            String secondaryCa,
            String optionalDeviceInformation,
            String provisioningStatus,
            String allocationPolicy,
            List<String> iotHubs,
            boolean updateHubAssignment,
            boolean migrateDeviceData,
            boolean iotEdge,
            String initialTwin,
            String createdAt) {
        static Row of(Enrollment enrollment) {
            AttestationColumns attestation = enrollment.attestation();
            ProvisioningSettings settings = enrollment.settings();
            return new Row(
                    enrollment.scopeId(),
                    enrollment.registrationKey(),
                    enrollment.enrollmentId(),
                    enrollment.accountId(),
                    enrollment.supplier() == null ? null : enrollment.supplier().value(),
                    enrollment.registrationId(),
                    enrollment.deviceId(),
                    attestation.attestationType(),
                    hex(attestation.primaryKey()),
                    hex(attestation.secondaryKey()),
                    hex(attestation.primaryCertificate()),
                    hex(attestation.secondaryCertificate()),
                    attestation.primaryCa(),
                    attestation.secondaryCa(),
                    enrollment.optionalDeviceInformation(),
                    settings.enabled() ? "enabled" : "disabled",
                    settings.allocationPolicy(),
                    settings.iotHubs().isEmpty() ? null : settings.iotHubs(),
                    settings.updateHubAssignment(),
                    settings.migrateDeviceData(),
                    settings.iotEdge(),
                    settings.initialTwin(),
                    enrollment.createdAt().toString());
        }

        private static String hex(byte[] bytes) {
            return bytes == null ? null : "\\x" + HexFormat.of().formatHex(bytes);
        }
    }
}
