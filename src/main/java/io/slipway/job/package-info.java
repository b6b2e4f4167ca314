/**
 * Background work. A feature notes in its own transaction that a subject has something to do; the workers of every replica
 * ask what is due and claim the rows they work on themselves. What features count by differences is summed up here. Knows no
 * feature.
 */
package io.slipway.job;
