package io.slipway.demo;

import java.util.Map;

/**
 * What the demo shows beyond its companies: scopes, enrollments, hubs and devices, made through the same API and device
 * endpoint that anybody would use.
 */
final class SampleData {
    private final DemoSettings settings;

    SampleData(DemoSettings settings) {
        this.settings = settings;
    }

    /** Makes what is not there yet; returns what {@code demo.json} says of it, by its field names. */
    Map<String, Object> load() {
        return Map.of();
    }
}
