package io.slipway.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void a_number_that_was_counted_no_further_is_not_said_as_if_it_were_exact() {
        assertEquals("10,000", Numbers.upTo(10_000, 10_000));
        assertEquals("more than 10,000", Numbers.upTo(10_001, 10_000));
    }
}
