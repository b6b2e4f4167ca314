package io.slipway.enrollment;

import static io.slipway.scope.KeySlot.PRIMARY;
import static io.slipway.scope.KeySlot.SECONDARY;

import io.slipway.db.AccountTx;
import io.slipway.scope.ScopeId;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class EnrollmentGroupStore {
    private final EnrollmentKeys keys;

    EnrollmentGroupStore(EnrollmentKeys keys) {
        this.keys = keys;
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
