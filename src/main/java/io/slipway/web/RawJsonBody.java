package io.slipway.web;

/** A request body with {@link RawJson} in it; {@link RawJsonReader} reads it. */
public interface RawJsonBody {}
