/** What an account decides about itself: from how many devices on a second person has to agree, and who gets notices by mail. */
package io.slipway.setting;
