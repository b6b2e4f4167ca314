package io.slipway.fleet;

import io.slipway.db.AccountTx;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Finds what is to be explained besides devices. */
@ApplicationScoped
class ExplanationStore {
    /** A group of the acting account's scope. */
    public record Group(UUID scopeId, UUID enrollmentGroupId, String groupId) {}

    Group group(AccountTx tx, String idScope, String groupId) {
        // language=SQL
        return tx.query(
                        """
                        select scope_id
                             , enrollment_group_id
                             , group_id
                          from enrollment_group
                          join scope_address using (scope_id)
                         where enrollment_group.account_id = :account
                           and id_scope = :idScope
                           and group_key = lower(:group)
                        """)
                .bind("account", tx.account())
                .bind("idScope", idScope)
                .bind("group", groupId)
                .registerRowMapper(ConstructorMapper.factory(Group.class))
                .mapTo(Group.class)
                .findOne()
                .orElseThrow(() -> Problem.notFound("enrollment group"));
    }
}
