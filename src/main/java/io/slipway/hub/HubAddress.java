package io.slipway.hub;

import io.slipway.account.AccountSlug;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The pages of one hub. */
record HubAddress(AccountSlug account, String name) {
    static HubAddress of(AccountSlug account, Hub hub) {
        return new HubAddress(account, hub.name());
    }

    public String list() {
        return account.to("hubs");
    }

    public String page() {
        return account.to("hubs/" + name);
    }

    public String to(String page) {
        return page() + "/" + page;
    }

    public String device(String deviceId) {
        return to("devices/" + encoded(deviceId));
    }

    public String devices(String prefix, String after) {
        return to("devices?q=" + encoded(prefix) + "&after=" + encoded(after));
    }

    public String api(String action) {
        return "/api/v1" + page() + action;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
