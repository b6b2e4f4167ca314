/**
 * The audit trail. An <em>act</em> is what somebody did, an <em>event</em> its entry in the trail of one account: an act that
 * concerns two accounts is written into both, in the transaction of the change itself. A job <em>seals</em> events into a hash
 * chain per account within seconds, so that an export can be verified and writers never queue behind one another.
 *
 * <p>Features record with {@link io.slipway.audit.Events} and show an object's story with {@code Events.of} and the tag
 * {@code history}. docs/audit.md is the description for auditors.
 */
package io.slipway.audit;
