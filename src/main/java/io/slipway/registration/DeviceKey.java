package io.slipway.registration;

import io.slipway.scope.ScopeId;
import java.util.Locale;

/** What identifies a device: registration IDs are equal without regard to case (protocol section 5.6). */
record DeviceKey(ScopeId scope, String registrationKey) {
    static DeviceKey of(ScopeId scope, String registrationId) {
        return new DeviceKey(scope, registrationId.toLowerCase(Locale.ROOT));
    }
}
