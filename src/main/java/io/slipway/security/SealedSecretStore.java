package io.slipway.security;

import io.slipway.db.AccountTx;
import io.slipway.security.SealedColumns.Column;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Table and column names come from {@link SealedColumns} beans, never from a request. */
@ApplicationScoped
class SealedSecretStore {
    // Layout of Secrets: the length of the key's id, then the id.
    private static final String STALE =
            "substring(%1$s from 2 for get_byte(%1$s, 0)) is distinct from convert_to(:current, 'UTF8')";
    private static final int MOST_ROWS_AT_ONCE = 50_000;
    private final Secrets secrets;

    SealedSecretStore(Secrets secrets) {
        this.secrets = secrets;
    }

    private record Sealed(String row, byte[] secret, String place) {}

    /** Where rows with an older key stand; a hint only, as rows move when they are changed. */
    List<String> stale(AccountTx tx, Column column, String currentKey) {
        return tx.query(sql(
                        """
                        select cast(ctid as text)
                          from %2$s
                         where account_id = :account
                           and %1$s is not null
                           and %3$s
                         limit :limit
                        """,
                        column))
                .bind("account", tx.account())
                .bind("current", currentKey)
                .bind("limit", MOST_ROWS_AT_ONCE)
                .mapTo(String.class)
                .list();
    }

    /** Reads what stands there now, under lock, and seals what is still under an older key. */
    int sealAnew(AccountTx tx, Column column, List<String> rows, String currentKey) {
        List<Sealed> stale = tx.query(sql(
                        """
                        select cast(ctid as text) as row
                             , %1$s as secret
                             , %4$s as place
                          from %2$s
                         where ctid = any(cast(:rows as tid[]))
                           and account_id = :account
                           and %1$s is not null
                           and %3$s
                           for update
                        """,
                        column))
                .bind("rows", rows.toArray(new String[0]))
                .bind("account", tx.account())
                .bind("current", currentKey)
                .map((row, context) -> new Sealed(row.getString("row"), row.getBytes("secret"), row.getString("place")))
                .list();
        PreparedBatch batch = tx.batch(sql("update %2$s set %1$s = :secret where ctid = cast(:row as tid)", column));
        for (Sealed sealed : stale) {
            byte[] open = secrets.open(sealed.secret(), sealed.place());
            batch.bind("secret", secrets.seal(open, sealed.place()))
                    .bind("row", sealed.row())
                    .add();
        }
        if (!stale.isEmpty()) {
            batch.execute();
        }
        return stale.size();
    }

    private static String sql(String text, Column column) {
        return text.formatted(column.column(), column.table(), STALE.formatted(column.column()), column.place());
    }
}
