package io.slipway.db;

import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** Begins transactions of the device plane, as the database role {@code slipway_device}. */
@ApplicationScoped
public class DeviceTransactions {
    private static final AccountTx.Entities NONE = new AccountTx.Entities() {
        @Override
        public void flush() {
            // The device plane writes by statements alone.
        }

        @Override
        public void refresh(Object entity) {
            throw new IllegalStateException("The device plane has no entities.");
        }
    };
    private final Jdbi jdbi;

    DeviceTransactions(@DataSource("device") javax.sql.DataSource dataSource) {
        this.jdbi = TypedJdbi.of(dataSource);
    }

    public <T> T in(Actor actor, Function<AccountTx, T> work) {
        Done<T> done = jdbi.inTransaction(handle -> {
            ActingAccount.set(handle, actor.account());
            AccountTx tx = new AccountTx(handle, actor, NONE);
            return new Done<>(tx, work.apply(tx));
        });
        return done.committed();
    }

    /** Reads what may be known before an account is. */
    public <T> T lookUp(Function<LookUp, T> work) {
        return jdbi.withHandle(handle -> work.apply(handle::createQuery));
    }
}
