package io.slipway.fleet;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection;
import io.slipway.db.AccountTx;
import io.slipway.web.Looks;
import io.slipway.web.Numbers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Stream;

/** Devices on the Home page: how many, and which tries to register fail. */
@ApplicationScoped
class FleetHome implements HomeSection {
    private static final int MOST = 5;
    private final DeviceCountStore counts;
    private final AttemptStore attempts;

    FleetHome(DeviceCountStore counts, AttemptStore attempts) {
        this.counts = counts;
        this.attempts = attempts;
    }

    @Override
    public Permission needs() {
        return Permission.VIEW_DEVICES;
    }

    @Override
    public int place() {
        return 5;
    }

    @Override
    public List<? extends Item> items(AccountTx tx) {
        DeviceCountStore.Total total = counts.total(tx);
        return Stream.concat(
                        Stream.of(new Count(
                                "Devices",
                                total.devices(),
                                "devices",
                                Numbers.grouped(total.assigned()) + " assigned to a hub")),
                        attempts.failures(tx).stream().limit(MOST).map(FleetHome::attention))
                .toList();
    }

    private static Attention attention(Failures failure) {
        return new Attention(
                Severity.BAD,
                Numbers.counted(failure.devices(), "device") + " refused: " + Looks.words(failure.reason()),
                failure.sentence(),
                "attempts?reason=" + failure.reason(),
                Numbers.grouped(failure.attempts()));
    }
}
