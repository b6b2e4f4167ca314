package io.slipway.claim;

import io.slipway.account.Permission;
import io.slipway.db.AccountTx;
import io.slipway.notice.Correspondent;
import io.slipway.notice.Letter;
import io.slipway.notice.Notice;
import io.slipway.web.Numbers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Says on the Home page and in mails that claims wait, and to a claimant that its claim is refused. */
@ApplicationScoped
class ClaimLetters implements Correspondent {
    /** Of a policy: its operator is told once an hour at most, however many devices are claimed. */
    static final String ASKED = "claim:asked";

    /** Of a claim. */
    static final String REFUSED = "claim:refused";

    private final ClaimPolicyStore policies;
    private final ClaimStore store;

    ClaimLetters(ClaimPolicyStore policies, ClaimStore store) {
        this.policies = policies;
        this.store = store;
    }

    @Override
    public String topic() {
        return "claim";
    }

    @Override
    public Permission readers(String kind) {
        return kind.equals(ASKED) ? Permission.MANAGE_SCOPES : Permission.MANAGE_LEASES;
    }

    @Override
    public Optional<Letter> letter(AccountTx tx, Notice notice) {
        return notice.kind().equals(ASKED)
                ? policies.waiting(tx).stream()
                        .filter(waiting -> waiting.policy().value().equals(notice.subjectId()))
                        .findFirst()
                        .map(ClaimLetters::waiting)
                : store.own(tx, new ClaimId(notice.subjectId())).map(ClaimLetters::refused);
    }

    static Letter waiting(WaitingClaims waiting) {
        return new Letter(
                "%s wait for your approval"
                        .formatted(Numbers.counted(waiting.claims(), "claim"))
                        .replaceFirst("^1 claim wait ", "1 claim waits "),
                "Somebody entered codes of “" + waiting.name()
                        + "”. Approve or refuse each; nobody gets a device before.",
                "claim-policies/" + waiting.policy() + "#claims");
    }

    private static Letter refused(OwnClaim claim) {
        return new Letter(
                claim.operatorName() + " refused your claim of " + claim.registrationId(),
                "The code is used up. Ask " + claim.operatorName() + " for another one if this is a mistake.",
                "leases#claims");
    }
}
