package io.slipway.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LooksTest {
    private enum Health {
        NOT_READY,
        HEALTHY
    }

    @Test
    void an_enum_and_its_word_look_the_same() {
        assertEquals(Looks.of("healthy"), Looks.of(Health.HEALTHY));
        assertEquals("Not ready", Looks.words(Health.NOT_READY));
        assertEquals("Not ready", Looks.words("notReady"));
    }

    @Test
    void an_unknown_state_is_shown_as_it_is() {
        assertEquals("off", Looks.of("keelhauled").tone());
        assertEquals("Keelhauled", Looks.words("keelhauled"));
    }

    @Test
    void numbers_read_as_people_write_them() {
        assertEquals("48,210", Numbers.grouped(48_210));
        assertEquals("about 1.2 M", Numbers.about(1_234_567L));
        assertEquals("1 device", Numbers.counted(1, "device"));
        assertEquals("99.7 %", Numbers.percent(0.9973));
        assertEquals("1.5 KB", Numbers.bytes(1536));
    }

    @Test
    void a_text_cannot_leave_its_quotes_or_its_pattern() {
        assertEquals("'it'\\''s'", Texts.shellQuoted("it's"));
        assertEquals("a\\.b-c\\*", Texts.asPattern("a.b-c*"));
    }
}
