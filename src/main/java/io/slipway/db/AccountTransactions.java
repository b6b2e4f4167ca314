package io.slipway.db;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** Begins transactions of the console and of jobs, as the database role {@code slipway_app}. Nesting throws. */
@ApplicationScoped
public class AccountTransactions {
    private final Jdbi jdbi;
    private final EntityManager entities;

    AccountTransactions(DataSource dataSource, EntityManager entities) {
        this.jdbi = TypedJdbi.of(dataSource);
        this.entities = entities;
    }

    public <T> T in(Actor actor, Function<AccountTx, T> work) {
        Done<T> done = QuarkusTransaction.disallowingExisting()
                .call(() -> jdbi.withHandle(handle -> {
                    ActingAccount.set(handle, actor.account());
                    AccountTx tx = new AccountTx(handle, actor, new OfManager(entities));
                    T result = work.apply(tx);
                    entities.flush();
                    return new Done<>(tx, result);
                }));
        return done.committed();
    }

    private record OfManager(EntityManager entities) implements AccountTx.Entities {
        @Override
        public void flush() {
            entities.flush();
        }

        @Override
        public void refresh(Object entity) {
            entities.refresh(entity);
        }
    }

    /** Every account there is, for jobs that visit them one after the other. */
    public List<AccountId> accounts() {
        return jdbi.withHandle(handle -> handle.createQuery("select account_id from account_address")
                .mapTo(AccountId.class)
                .list());
    }
}
