package io.slipway.web;

/** One field of an edit; an empty text means that there was, or is, nothing. */
public record Change(String field, String before, String after) {}
