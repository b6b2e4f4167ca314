package io.slipway.fleet;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection;
import io.slipway.db.AccountTx;
import io.slipway.web.Looks;
import io.slipway.web.Numbers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Devices on the Home page: how many, and which tries to register fail. */
@ApplicationScoped
class FleetHome implements HomeSection {
    private final DeviceStore devices;
    private final AttemptStore attempts;

    FleetHome(DeviceStore devices, AttemptStore attempts) {
        this.devices = devices;
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
    public List<Count> counts(AccountTx tx) {
        int all = devices.count(tx, filter(null));
        int assigned = devices.count(tx, filter("assigned"));
        return List.of(new Count("Devices", all, "devices", assigned + " assigned to a hub"));
    }

    @Override
    public List<Attention> attention(AccountTx tx) {
        return attempts.failures(tx).stream()
                .map(failure -> new Attention(
                        Severity.BAD,
                        Numbers.counted(failure.devices(), "device") + " refused: " + Looks.words(failure.reason()),
                        failure.sentence(),
                        "attempts?reason=" + failure.reason(),
                        failure.attempts()))
                .limit(5)
                .toList();
    }

    private static DeviceFilter filter(String status) {
        return DeviceFilter.of(null, status, 1);
    }
}
