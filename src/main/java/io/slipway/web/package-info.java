/**
 * What every page and API shares: problems, forms, the shell around a page, headers, the origin check. Knows no feature.
 */
package io.slipway.web;
