package io.slipway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
    private final List<String> seen = new ArrayList<>();
    private long now;
    private final Gate gate = new Gate(1, () -> now);

    @Test
    void who_finds_no_place_waits_in_order() {
        visit("a", 100);
        visit("b", 100);
        visit("c", 100);
        assertEquals(List.of("a in"), seen);

        gate.leave();
        gate.leave();

        assertEquals(List.of("a in", "b in", "c in"), seen);
        assertEquals(1, gate.inside());
    }

    @Test
    void what_would_take_too_much_memory_is_refused() {
        visit("a", 100);
        visit("large", 31 * 1024 * 1024);
        visit("more", 2 * 1024 * 1024);

        assertEquals(List.of("a in", "more refused"), seen);
    }

    @Test
    void who_waited_longer_than_a_client_does_is_refused() {
        visit("a", 100);
        visit("b", 100);
        now = Gate.LONGEST_WAIT_NANOS + 1;
        visit("c", 100);

        gate.leave();

        assertEquals(List.of("a in", "b refused", "c in"), seen);
    }

    @Test
    void who_went_away_takes_no_place() {
        visit("a", 100);
        visit("gone", 100);
        visit("c", 100);

        gate.leave();

        assertEquals(List.of("a in", "c in"), seen);
    }

    private void visit(String name, int bytes) {
        gate.visit(new Gate.Visit() {
            @Override
            public int bytes() {
                return bytes;
            }

            @Override
            public boolean isAwaited() {
                return !name.equals("gone");
            }

            @Override
            public void enter() {
                seen.add(name + " in");
            }

            @Override
            public void refuse() {
                seen.add(name + " refused");
            }
        });
    }
}
