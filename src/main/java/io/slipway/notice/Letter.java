package io.slipway.notice;

/**
 * What a mail says.
 *
 * @param title a sentence, the subject line as well
 * @param detail what to do about it
 * @param path of the page to open, below the account's
 */
public record Letter(String title, String detail, String path) {}
