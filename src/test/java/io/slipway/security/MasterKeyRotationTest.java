package io.slipway.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.arc.All;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.slipway.db.AccountId;
import io.slipway.db.AccountTransactions;
import io.slipway.db.Actor;
import io.slipway.testing.Stack;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From k1 to k2, on an account of the test's own. */
@QuarkusTest
@QuarkusTestResource(Stack.class)
class MasterKeyRotationTest {
    private static final String K1 = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String K2 =
            "k2:" + Base64.getEncoder().encodeToString("32 bytes that are another secret".getBytes());
    private static final int POLICIES = 1_100;

    @Inject
    AccountTransactions transactions;

    @Inject
    @All
    List<SealedColumns> features;

    private final AccountId account = new AccountId(UUID.randomUUID());
    private final UUID scope = UUID.randomUUID();

    @BeforeEach
    void secrets_under_the_first_key() {
        Secrets first = new Secrets(keys(K1));
        transactions.in(Actor.system(account), tx -> {
            tx.update("insert into account (account_id, slug, name, capabilities) values (:id, :slug, 'Keys', '{}')")
                    .bind("id", account)
                    .bind("slug", account.toString())
                    .execute();
            tx.update("insert into scope (scope_id, account_id, id_scope, name) values (:scope, :id, :idScope, 'Keys')")
                    .bind("scope", scope)
                    .bind("id", account)
                    .bind("idScope", "0ne%08X".formatted(scope.hashCode()))
                    .execute();
            PreparedBatch policies = tx.batch(
                    "insert into access_policy (scope_id, account_id, name, rights, primary_key, secondary_key)"
                            + " values (:scope, :id, :name, '{}', :primary, :secondary)");
            for (int i = 0; i < POLICIES; i++) {
                policies.bind("scope", scope)
                        .bind("id", account)
                        .bind("name", "p" + i)
                        .bind("primary", first.seal(secret(i), place(i)))
                        .bind("secondary", first.seal(secret(-i), place(i)))
                        .add();
            }
            return policies.execute();
        });
    }

    @Test
    void after_a_rotation_every_secret_opens_without_the_old_key() {
        long sealed = job(K2 + "," + K1).sealAnew(account);

        assertEquals(2 * POLICIES, sealed);
        Secrets onlySecond = new Secrets(keys(K2));
        for (int i : new int[] {0, 499, 500, POLICIES - 1}) {
            assertArrayEquals(secret(i), onlySecond.open(stored("primary_key", i), place(i)));
            assertArrayEquals(secret(-i), onlySecond.open(stored("secondary_key", i), place(i)));
        }
    }

    @Test
    void a_second_run_changes_nothing() {
        job(K2 + "," + K1).sealAnew(account);
        byte[] before = stored("primary_key", 7);

        assertEquals(0, job(K2 + "," + K1).sealAnew(account));
        assertArrayEquals(before, stored("primary_key", 7));
    }

    @Test
    void without_the_old_key_nothing_is_lost_and_the_message_says_what_to_do() {
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> job(K2).sealAnew(account));

        assertEquals(
                "A secret is encrypted under the master key \"k1\", which is not among SLIPWAY_MASTER_KEYS."
                        + " Put it back behind the current one.",
                refused.getMessage());
        assertArrayEquals(secret(3), new Secrets(keys(K1)).open(stored("primary_key", 3), place(3)));
    }

    @Test
    void a_rotation_does_not_count_as_a_change_of_the_object() {
        int before = version();

        job(K2 + "," + K1).sealAnew(account);

        assertEquals(before, version());
        assertArrayEquals(secret(0), new Secrets(keys(K2)).open(stored("primary_key", 0), place(0)));
    }

    private MasterKeyJob job(String keys) {
        MasterKeys masterKeys = keys(keys);
        return new MasterKeyJob(masterKeys, transactions, new SealedSecretStore(new Secrets(masterKeys)), features);
    }

    private static MasterKeys keys(String text) {
        return new MasterKeys(Optional.of(text), Optional.empty());
    }

    private byte[] stored(String column, int policy) {
        return transactions.in(Actor.system(account), tx -> tx.query(
                        "select " + column + " from access_policy where scope_id = :scope and name = :name")
                .bind("scope", scope)
                .bind("name", "p" + policy)
                .mapTo(byte[].class)
                .one());
    }

    private int version() {
        return transactions.in(Actor.system(account), tx -> tx.query(
                        "select sum(version)::int from access_policy where scope_id = :scope")
                .bind("scope", scope)
                .mapTo(Integer.class)
                .one());
    }

    private String place(int policy) {
        return "access-policy/" + scope + "/p" + policy;
    }

    private static byte[] secret(int number) {
        return ("secret " + number).getBytes();
    }
}
