/** What an account decides about itself: from how many devices on a second person has to agree. */
package io.slipway.setting;
