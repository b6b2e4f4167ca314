package io.slipway.certificate;

import io.slipway.console.HomeSection;
import io.slipway.db.AccountTx;
import io.slipway.supply.Side;
import io.slipway.web.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The state of certificates on the Home page, of one's own scopes or of what one brought. */
abstract class CertificateHome implements HomeSection {
    private final CertificateStore store;
    private final Side side;
    private final String path;

    CertificateHome(CertificateStore store, Side side, String path) {
        this.store = store;
        this.side = side;
        this.path = path;
    }

    @Override
    public int place() {
        return 50;
    }

    @Override
    public List<? extends Item> items(AccountTx tx) {
        Map<CertificateState, Long> counts =
                store.counts(tx, side == Side.SUPPLIER, CertificateFilter.of(null, null, null));
        List<Item> found = new ArrayList<>();
        found.add(new Count(
                "Certificates",
                counts.values().stream().mapToLong(Long::longValue).sum(),
                path));
        add(
                found,
                counts,
                CertificateState.EXPIRED,
                Severity.BAD,
                "Certificates have ended",
                "Their devices are refused.");
        add(
                found,
                counts,
                CertificateState.EXPIRING,
                Severity.WARNING,
                "Certificates end within 30 days",
                "Upload their successors before their devices are refused.");
        add(
                found,
                counts,
                CertificateState.UNVERIFIED,
                Severity.WAIT,
                "Certificates await proof of possession",
                "Their devices may not register before.");
        return found;
    }

    private void add(
            List<Item> found,
            Map<CertificateState, Long> counts,
            CertificateState state,
            Severity severity,
            String title,
            String text) {
        if (counts.containsKey(state)) {
            found.add(
                    new Attention(severity, title, text, path + "?state=" + state, Numbers.grouped(counts.get(state))));
        }
    }
}
