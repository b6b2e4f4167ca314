package io.slipway.security;

import java.util.List;

/** Says where a feature keeps sealed secrets, as a bean, so that a new master key reaches them. */
public interface SealedColumns {
    List<Column> columns();

    /**
     * One column of sealed secrets in a table that carries {@code account_id}.
     *
     * @param place the SQL expression, over the row, of the place the secret is bound to
     */
    record Column(String table, String column, String place) {}
}
