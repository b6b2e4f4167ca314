package io.slipway.enrollment;

import static io.slipway.scope.KeySlot.PRIMARY;
import static io.slipway.scope.KeySlot.SECONDARY;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.slipway.db.AccountTx;
import io.slipway.scope.ScopeId;
import io.slipway.supply.ScopeAccess;
import io.slipway.supply.Side;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class EnrollmentGroupStore {
    @ApplicationScoped
    static class Rows implements PanacheRepositoryBase<EnrollmentGroup, EnrollmentGroup.Key> {}

    // language=SQL
    private static final String LIST =
            """
            select scope_address.id_scope
                 , scope.name as scope_name
                 , e.scope_id
                 , e.group_id as enrollment_group_id
                 , e.group_key
                 , e.attestation_type
                 , e.provisioning_status
                 , account.name as supplied_by
                 , (select count(*) from (select from device
                     where device.enrollment_group_id = e.enrollment_group_id limit :most) as counted) as devices
                 , e.created_at as created_date_time_utc
                 , e.updated_at as last_updated_date_time_utc
              from enrollment_group e
              join scope_address on scope_address.scope_id = e.scope_id
              left join scope on scope.scope_id = e.scope_id
              left join account on account.account_id = e.supplier_id
             where %s
             order by e.group_key, e.scope_id
             limit :limit
            """;

    private final Rows rows;
    private final EnrollmentKeys keys;

    EnrollmentGroupStore(Rows rows, EnrollmentKeys keys) {
        this.rows = rows;
        this.keys = keys;
    }

    Optional<EnrollmentGroup> find(AccountTx tx, ScopeAccess access, String groupId) {
        return rows.findByIdOptional(new EnrollmentGroup.Key(access.scope().value(), RegistrationId.keyOf(groupId)));
    }

    EnrollmentGroup get(AccountTx tx, ScopeAccess access, GroupId id) {
        return find(tx, access, id.value()).orElseThrow(() -> Problem.notFound("enrollment group"));
    }

    void insert(AccountTx tx, EnrollmentGroup group) {
        rows.persist(group);
    }

    void delete(AccountTx tx, EnrollmentGroup group) {
        rows.delete(group);
    }

    /** In the order of the name, one more than {@code limit} so that a further page shows. */
    List<GroupSummary> list(AccountTx tx, Side side, EnrollmentFilter filter, int limit) {
        return tx.query(LIST.formatted(EnrollmentStore.mine(side) + filter.sql("group_key")))
                .bind("account", tx.account())
                .bindMap(filter.values())
                .bind("most", GroupSummary.MOST_COUNTED)
                .bind("limit", limit + 1)
                .mapTo(GroupSummary.class)
                .list();
    }

    /** How many there are, counted no further than {@code most}. */
    int count(AccountTx tx, Side side, EnrollmentFilter filter, int most) {
        return tx.query(
                        """
                        select count(*) from (select from enrollment_group e
                          join scope_address on scope_address.scope_id = e.scope_id
                         where %s limit :most) as counted
                        """
                                .formatted(EnrollmentStore.mine(side) + filter.sql("group_key")))
                .bind("account", tx.account())
                .bindMap(filter.values())
                .bind("most", most)
                .mapTo(Integer.class)
                .one();
    }

    /** Another group of the scope that devices of the same CA would come under, so that it would be left to chance. */
    Optional<String> rival(AccountTx tx, ScopeId scope, Enrolled group, AttestationColumns attestation) {
        // language=SQL
        return tx.query(
                        """
                        select group_id
                          from enrollment_group
                         where scope_id = :scope
                           and group_key <> lower(:name)
                           and (primary_ca in (:primaryCa, :secondaryCa)
                             or secondary_ca in (:primaryCa, :secondaryCa)
                             or primary_certificate in (:primaryCertificate, :secondaryCertificate)
                             or secondary_certificate in (:primaryCertificate, :secondaryCertificate))
                         order by group_key
                         limit 1
                        """)
                .bind("scope", scope)
                .bind("name", group.name())
                .bind("primaryCa", attestation.primaryCa())
                .bind("secondaryCa", attestation.secondaryCa())
                .bind("primaryCertificate", attestation.primaryCertificate())
                .bind("secondaryCertificate", attestation.secondaryCertificate())
                .mapTo(String.class)
                .findOne();
    }

    List<GroupPolicy> policies(AccountTx tx, ScopeId scope) {
        return tx.query("select * from enrollment_group where scope_id = :scope order by group_key")
                .bind("scope", scope)
                .map((row, context) -> policy(new EnrollmentRow(row, "")))
                .list();
    }

    private GroupPolicy policy(EnrollmentRow row) throws SQLException {
        UUID id = row.id("enrollment_group_id");
        String place = EnrollmentKeys.ofGroup(id);
        return new GroupPolicy(
                id,
                row.text("group_id"),
                row.id("supplier_id"),
                row.text("attestation_type"),
                keys.open(row.bytes("primary_key"), place, PRIMARY),
                keys.open(row.bytes("secondary_key"), place, SECONDARY),
                row.caReferences(),
                row.certificates(),
                row.settings());
    }
}
