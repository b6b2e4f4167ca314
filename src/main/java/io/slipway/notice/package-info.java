/**
 * Notices by mail. A feature {@linkplain io.slipway.notice.Notices notes} that a company is to be told of something, in the
 * transaction of the fact; a job asks the feature's {@link io.slipway.notice.Correspondent} for the words, as that company, and
 * sends them. Knows none of the features that use it.
 */
package io.slipway.notice;
