package io.slipway.notice;

import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.slipway.account.Account;
import io.slipway.account.Accounts;
import io.slipway.account.Members;
import io.slipway.account.Permission;
import io.slipway.audit.Act;
import io.slipway.audit.Events;
import io.slipway.db.AccountTransactions;
import io.slipway.db.AccountTx;
import io.slipway.db.Actor;
import io.slipway.job.Work;
import io.slipway.setting.AccountSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Sends what was noted. Each mail is one transaction that holds the notice: no replica sends it as well, and only one that dies
 * between the mail server's yes and the commit leaves it to be sent again.
 */
@ApplicationScoped
class NoticeJob {
    private static final int NOTICES = 50;
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);
    /** Longer than a fact can be found again: the first notice before an end is 30 days before it. */
    private static final Duration KEPT = Duration.ofDays(90);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    /** Those people of a company who may do that. */
    private record Readers(Account company, Permission permission) {}

    private final Work work;
    private final AccountTransactions transactions;
    private final NoticeStore store;
    private final List<Correspondent> correspondents;
    private final AccountSettings settings;
    private final Accounts accounts;
    private final Members members;
    private final Post post;
    private final Events events;
    private final Clock clock;

    NoticeJob(
            Work work,
            AccountTransactions transactions,
            NoticeStore store,
            @All List<Correspondent> correspondents,
            AccountSettings settings,
            Accounts accounts,
            Members members,
            Post post,
            Events events,
            Clock clock) {
        this.work = work;
        this.transactions = transactions;
        this.store = store;
        this.correspondents = correspondents;
        this.settings = settings;
        this.accounts = accounts;
        this.members = members;
        this.post = post;
        this.events = events;
        this.clock = clock;
        work.atOnce(Notices.WORK, this::send);
    }

    @Scheduled(identity = "send notices", every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    synchronized void send() {
        if (post.isOpen()) {
            work.due(Notices.WORK, NOTICES).forEach(this::send);
        }
    }

    private void send(Work.Item item) {
        try {
            begin(item).ifPresent(readers -> address(item, readers));
            for (String recipient : waitingFor(item)) {
                send(item, recipient);
            }
            claim(item, this::settle);
        } catch (RuntimeException e) {
            Log.warnf(e, "Notice %s is not sent; it is tried again in a while", item.subjectId());
            claim(item, this::settle);
        }
    }

    /** Whom to ask Keycloak for, if nobody knows yet who gets the notice. */
    private Optional<Readers> begin(Work.Item item) {
        return transactions.in(actor(item), tx -> {
            Optional<Notice> notice = store.claimed(tx, item.subjectId()).filter(Notice::isWaiting);
            List<String> named = settings.noticesTo(tx);
            notice.filter(found -> !found.isAddressed() && !named.isEmpty())
                    .ifPresent(found -> store.address(tx, found.noticeId(), named));
            return notice.filter(found -> !found.isAddressed() && named.isEmpty())
                    .flatMap(found -> readers(tx, found));
        });
    }

    private Optional<Readers> readers(AccountTx tx, Notice notice) {
        return correspondent(notice)
                .map(correspondent -> new Readers(company(tx), correspondent.readers(notice.kind())));
    }

    /** Keycloak is asked outside of any transaction; another replica may have been quicker. */
    private void address(Work.Item item, Readers readers) {
        List<String> addresses = members.addresses(readers.company(), readers.permission());
        claim(item, (tx, notice) -> {
            if (notice.isWaiting() && !notice.isAddressed()) {
                store.address(tx, notice.noticeId(), addresses);
                if (addresses.isEmpty()) {
                    finish(tx, notice, "unaddressed");
                }
            }
        });
    }

    private List<String> waitingFor(Work.Item item) {
        return transactions.in(actor(item), tx -> store.claimed(tx, item.subjectId())
                .filter(Notice::isWaiting)
                .map(Notice::recipients)
                .orElse(List.of()));
    }

    private void send(Work.Item item, String recipient) {
        try {
            claim(item, (tx, notice) -> {
                if (notice.isWaiting() && notice.recipients().contains(recipient)) {
                    letter(tx, notice)
                            .ifPresentOrElse(
                                    letter -> {
                                        post.send(letter, company(tx), recipient);
                                        store.delivered(tx, notice.noticeId(), recipient);
                                    },
                                    () -> finish(tx, notice, "outdated"));
                }
            });
        } catch (RuntimeException e) {
            // Not the address, which is a person's.
            Log.warnf("The mail server did not take notice %s: %s; it is tried again", item.subjectId(), e);
        }
    }

    private void settle(AccountTx tx, Notice notice) {
        if (!notice.isWaiting()) {
            keep(tx, notice);
        } else if (notice.isAddressed() && notice.recipients().isEmpty()) {
            finish(tx, notice, "sent");
        } else {
            postpone(tx, notice);
        }
    }

    /** Later each time, and after a day not at all. */
    private void postpone(AccountTx tx, Notice notice) {
        Instant now = clock.instant();
        if (now.isBefore(notice.notedAt().plus(GIVEN_UP_AFTER))) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(notice.tries(), 10));
            store.tried(tx, notice.noticeId());
            work.postpone(tx, item(notice), now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE));
        } else {
            events.record(
                    tx,
                    Act.of("notice.givenUp", notice.noticeId(), notice.kind())
                            .changing(null, Map.of("subject", notice.subjectId(), "tries", notice.tries())));
            finish(tx, notice, "givenUp");
        }
    }

    private void finish(AccountTx tx, Notice notice, String state) {
        store.finish(tx, notice.noticeId(), state);
        work.postpone(tx, item(notice), notice.notedAt().plus(KEPT));
    }

    /** Another replica may have read that something is due, or put it off, while this one finished it. */
    private void keep(AccountTx tx, Notice notice) {
        Instant until = notice.notedAt().plus(KEPT);
        if (clock.instant().isBefore(until)) {
            work.postpone(tx, item(notice), until);
        } else {
            store.delete(tx, notice.noticeId());
            work.done(tx, item(notice));
        }
    }

    private void claim(Work.Item item, BiConsumer<AccountTx, Notice> step) {
        transactions.in(actor(item), tx -> {
            store.claimed(tx, item.subjectId()).ifPresent(notice -> step.accept(tx, notice));
            return null;
        });
    }

    private Optional<Letter> letter(AccountTx tx, Notice notice) {
        return correspondent(notice).flatMap(correspondent -> correspondent.letter(tx, notice));
    }

    private Optional<Correspondent> correspondent(Notice notice) {
        return correspondents.stream()
                .filter(correspondent -> notice.kind().startsWith(correspondent.topic() + ":"))
                .findFirst();
    }

    private Account company(AccountTx tx) {
        return accounts.visible(tx).get(tx.account());
    }

    private static Work.Item item(Notice notice) {
        return new Work.Item(Notices.WORK, notice.noticeId(), notice.accountId());
    }

    private static Actor actor(Work.Item item) {
        return Actor.system(item.accountId());
    }
}
