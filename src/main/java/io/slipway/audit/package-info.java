/**
 * The audit trail. An <em>act</em> is what somebody did, an <em>event</em> its entry in the trail of one account: an act that
 * concerns two accounts is written into both, in the transaction of the change itself. A job seals events into a hash
 * chain per account within seconds, so that an export can be verified and writers never queue behind one another.
 */
package io.slipway.audit;
