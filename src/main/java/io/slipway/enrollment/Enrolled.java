package io.slipway.enrollment;

import io.slipway.db.AccountId;

/** What the use cases of enrollments and of groups have in common to work on. */
interface Enrolled {
    /** Its name as it is shown. */
    String name();

    boolean isGroup();

    /** Where its keys belong, so that they open nowhere else. */
    String keyPlace();

    /** The manufacturer that brought it, null when the operator did. */
    AccountId supplier();

    /** Null until it was judged for the first time. */
    AttestationColumns attestation();

    /** Null until it was judged for the first time. */
    ProvisioningSettings settings();

    int version();
}
