package io.slipway.certificate;

import io.slipway.supply.ScopeAddress;
import java.util.List;
import java.util.stream.Collectors;

/** What an upload was understood to be, before anything is saved. It is kept in the page, not on the server. */
record UploadPreview(ScopeAddress scope, String name, List<UploadItem> items) {
    public long savable() {
        return items.stream().filter(item -> !item.isBlocked()).count();
    }

    public boolean isSingle() {
        return items.size() == 1;
    }

    public String pem() {
        return items.stream().map(item -> Pem.of(item.columns().der())).collect(Collectors.joining());
    }

    public String page(Remark remark) {
        return scope.to("certificates/" + remark.certificate());
    }
}
