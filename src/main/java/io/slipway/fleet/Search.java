package io.slipway.fleet;

import static io.slipway.account.Permission.VIEW_DEVICES;

import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.db.AccountTx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a text typed into the search box leads: to the one device, lease or hub it names, else to the devices whose
 * registration IDs begin so.
 */
@ApplicationScoped
class Search {
    private final Acting acting;
    private final DeviceStore devices;
    private final CustodyStore custody;
    private final SearchStore store;

    Search(Acting acting, DeviceStore devices, CustodyStore custody, SearchStore store) {
        this.acting = acting;
        this.devices = devices;
        this.custody = custody;
        this.store = store;
    }

    String address(AccountSlug account, String text) {
        DeviceFilter filter = DeviceFilter.of(text, null, 2);
        String named = filter.search();
        return acting.in(account, VIEW_DEVICES, tx -> device(tx, account, filter)
                .or(() -> former(tx, account, named))
                .or(() -> lease(tx, account, named))
                .or(() -> hub(tx, account, named))
                .orElseGet(() -> Addresses.with(account.to("devices"), Map.of("q", named))));
    }

    private Optional<String> device(AccountTx tx, AccountSlug account, DeviceFilter filter) {
        var exact = devices.page(tx, filter).stream()
                .filter(device -> device.registrationId().equalsIgnoreCase(filter.search()))
                .toList();
        return exact.size() == 1
                ? Optional.of(DeviceStory.page(
                        account, exact.get(0).idScope(), exact.get(0).registrationId()))
                : Optional.empty();
    }

    /** A device that the account held and sees no more. */
    private Optional<String> former(AccountTx tx, AccountSlug account, String text) {
        return custody.held(tx, text)
                .map(period -> DeviceStory.page(account, period.idScope(), period.registrationId()));
    }

    private Optional<String> lease(AccountTx tx, AccountSlug account, String text) {
        try {
            UUID lease = UUID.fromString(text);
            return store.isLease(tx, lease) ? Optional.of(account.to("leases/" + lease)) : Optional.empty();
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /** Another company's hub has no page here; its devices do. */
    private Optional<String> hub(AccountTx tx, AccountSlug account, String text) {
        return store.hub(tx, text)
                .map(hub -> hub.own()
                        ? account.to("hubs/" + Addresses.encoded(hub.name()))
                        : Addresses.with(account.to("devices"), Map.of("hub", hub.hostName())));
    }
}
