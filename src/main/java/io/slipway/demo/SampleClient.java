package io.slipway.demo;

import java.util.List;

/** A sample company's machine; it works for that one account with client credentials. */
public record SampleClient(String clientId, String secret, List<String> roles) {}
