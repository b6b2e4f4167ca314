package io.slipway.notice;

import io.slipway.account.Permission;
import io.slipway.db.AccountTx;
import java.util.Optional;

/** Words the notices of one feature. */
public interface Correspondent {
    /** What the kinds of its notices begin with. */
    String topic();

    /** Whose people are told where the company names no addresses: those who may act on it. */
    Permission readers(String kind);

    /** In a transaction of the company that is told, so that it reads nothing it may not see; empty once it is outdated. */
    Optional<Letter> letter(AccountTx tx, Notice notice);
}
