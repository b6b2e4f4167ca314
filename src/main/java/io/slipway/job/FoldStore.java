package io.slipway.job;

import io.slipway.db.AccountTx;
import io.slipway.job.Counted.Differences;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Table and column names come from {@link Counted} beans, never from a request. */
@ApplicationScoped
class FoldStore {
    /** Differences that are summed up as fast as they are read; a few more cost nothing. */
    private static final int UNFOLDED = 20;

    /** Whether nobody else folds the table until the transaction ends. A hub link that ends asks for the same lock. */
    boolean mayFold(AccountTx tx, Differences differences) {
        return tx.query("select pg_try_advisory_xact_lock(hashtext('fold ' || :table))")
                .bind("table", differences.table())
                .mapTo(Boolean.class)
                .one();
    }

    /** Groups of the acting account with more than a few differences get one, their sum. */
    void fold(AccountTx tx, Differences differences) {
        // language=SQL
        tx.update(
                        """
                        with crowded as (
                          select %3$s
                            from %1$s
                           where %2$s = :account
                           group by %3$s
                          having count(*) > :most
                        )
                        , noted as (
                          delete from %1$s as noted
                           using crowded
                           where %4$s
                          returning noted.*
                        )
                        insert into %1$s (%2$s, %3$s, devices)
                        select %2$s, %3$s, sum(devices)
                          from noted
                         group by %2$s, %3$s
                        having sum(devices) <> 0
                        """
                                .formatted(
                                        differences.table(),
                                        differences.account(),
                                        differences.groups().collect(Collectors.joining(", ")),
                                        isCrowded(differences)))
                .bind("account", tx.account())
                .bind("most", UNFOLDED)
                .execute();
    }

    private static String isCrowded(Differences differences) {
        return Stream.concat(
                        differences.keys().stream().map("noted.%1$s = crowded.%1$s"::formatted),
                        differences.nullable().stream().map("noted.%1$s is not distinct from crowded.%1$s"::formatted))
                .collect(Collectors.joining(" and "));
    }
}
