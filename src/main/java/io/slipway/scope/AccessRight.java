package io.slipway.scope;

/** What a shared access policy allows on the DPS service API, spelled as that API spells it (protocol section 3.5). */
public enum AccessRight {
    ServiceConfig,
    EnrollmentRead,
    EnrollmentWrite,
    DeviceConnect,
    RegistrationStatusRead,
    RegistrationStatusWrite
}
