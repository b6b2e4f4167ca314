package io.slipway.lease;

import io.slipway.web.Validation;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a lessor offers to whom. */
public record Proposal(
        @Schema(description = "The scope of the devices; absent for a sublease", examples = "0ne0017479D")
                String idScope,
        @Schema(description = "For a sublease: the lease by which the account holds the devices") String upperLease,
        @Schema(description = "The tenant's account name, exactly as in its addresses", examples = "contoso")
                String lessee,
        Terms terms,
        DeviceChoice devices,
        @Schema(description = "Leave devices out that cannot be leased, instead of refusing") Boolean skipUnavailable) {
    public Proposal {
        idScope = idScope == null || idScope.isBlank() ? null : idScope.strip();
        upperLease = upperLease == null || upperLease.isBlank() ? null : upperLease.strip();
        lessee = lessee == null ? "" : lessee.strip().toLowerCase(Locale.ROOT);
        terms = terms == null ? new Terms(null, null, null, null, null, null, null, null, null) : terms;
        devices = devices == null ? DeviceChoice.none() : devices;
        skipUnavailable = Boolean.TRUE.equals(skipUnavailable);
    }

    boolean isSublease() {
        return upperLease != null;
    }

    void check(Instant now) {
        checkDevices();
        new Validation()
                .require(!lessee.isEmpty(), "lessee", "Give the tenant's account name.")
                .throwIfAny();
        terms.check(now);
    }

    void checkDevices() {
        new Validation()
                .require(idScope != null || upperLease != null, "idScope", "Choose the scope of the devices.")
                .require(!devices.isEmpty(), "devices", "Choose the devices to lease.")
                .throwIfAny();
    }
}
