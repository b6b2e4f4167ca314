package io.slipway.sharing;

import io.slipway.db.AccountId;
import io.slipway.hub.Hub;
import io.slipway.hub.HubId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** A company lets a tenant have the devices it leases on one of its hubs; ended, it stays as a fact. */
@Entity
class HubLoan {
    @Id
    private UUID hubLoanId;

    @Column(updatable = false)
    private UUID accountId;

    @Column(updatable = false)
    private UUID hubId;

    @Column(updatable = false)
    private UUID borrowerId;

    @Column(updatable = false)
    private String note;

    @Version
    private int version;

    @Column(updatable = false)
    private Instant createdAt;

    private Instant endedAt;

    private Instant lenderEndsSince;

    private Instant borrowerEndsSince;

    protected HubLoan() {}

    HubLoan(Hub hub, AccountId borrower, String note, Instant now) {
        this.hubLoanId = UUID.randomUUID();
        this.accountId = hub.account().value();
        this.hubId = hub.id().value();
        this.borrowerId = borrower.value();
        this.note = note;
        this.createdAt = now;
    }

    void end(Instant now) {
        this.endedAt = now;
    }

    /** From now on no device comes; the loan ends once the last one is gone. */
    void endOnceEmpty(AccountId by, Instant now) {
        wish(by, now);
    }

    /** It ends all the same if the other company wants that too. */
    void keep(AccountId by) {
        wish(by, null);
    }

    private void wish(AccountId by, Instant since) {
        if (by.equals(account())) {
            this.lenderEndsSince = since;
        } else {
            this.borrowerEndsSince = since;
        }
    }

    boolean isEnding() {
        return lenderEndsSince != null || borrowerEndsSince != null;
    }

    boolean isEndedBy(AccountId account) {
        return (account.equals(account()) ? lenderEndsSince : borrowerEndsSince) != null;
    }

    boolean isEnded() {
        return endedAt != null;
    }

    HubLoanId id() {
        return new HubLoanId(hubLoanId);
    }

    AccountId account() {
        return new AccountId(accountId);
    }

    HubId hub() {
        return new HubId(hubId);
    }

    AccountId borrower() {
        return new AccountId(borrowerId);
    }

    int version() {
        return version;
    }
}
