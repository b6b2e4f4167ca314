/**
 * Background work. A feature notes in its own transaction that a subject has something to do; the workers of every replica
 * ask what is due and claim the rows they work on themselves. Knows no feature.
 */
package io.slipway.job;
