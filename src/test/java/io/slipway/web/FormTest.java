package io.slipway.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormTest {
    @Test
    void what_was_typed_survives_a_refusal() {
        var submitted = new MultivaluedHashMap<String, String>();
        submitted.add("name", "Dock sensors!");
        submitted.put("hubs", List.of("west", "north"));

        Form form = Form.of(submitted).refusedWith(Problem.invalid("name", "Use lower case."));

        assertEquals("Dock sensors!", form.value("name"));
        assertTrue(form.checked("hubs", "north"));
        assertEquals("Use lower case.", form.error("name"));
        assertEquals("", form.error("hubs"));
    }

    @Test
    void errors_keep_the_order_of_the_page() {
        Map<String, String> wrong = new LinkedHashMap<>();
        wrong.put("name", "First.");
        wrong.put("allocation", "Second.");
        wrong.put("hubs", "Third.");

        Form form = Form.empty().withErrors(wrong);

        assertEquals(
                List.of("name", "allocation", "hubs"), List.copyOf(form.errors().keySet()));
    }

    @Test
    void a_problem_without_a_field_is_for_the_summary_only() {
        Form form = Form.empty().refusedWith(new Problem(ProblemType.IN_USE, "Two groups use it."));

        assertFalse(form.ok());
        assertEquals("Two groups use it.", form.errors().get(""));
    }

    @Test
    void a_form_does_not_change_when_another_is_made_of_it() {
        Form form = Form.empty().with("days", 30).with("hubs", List.of("west")).with("note", null);

        form.with("days", 60);

        assertEquals("30", form.value("days"));
        assertEquals(List.of("west"), form.values("hubs"));
        assertEquals("", form.value("note"));
    }
}
