package io.slipway.fleet;

import io.slipway.registration.OtherSettings;
import io.slipway.web.Form;
import io.slipway.web.Problem;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Settings to try out as an address carries them, so that what was found out can be sent to a colleague. */
public class OtherSettingsQuery {
    private static final String WEIGHT = "weight.";

    @QueryParam("policy")
    String policy;

    /** As the form of a scope names it. */
    @QueryParam("allocationPolicy")
    String allocationPolicy;

    /** The hub that {@code weight} is of, as the form of a hub link has them. */
    @QueryParam("hub")
    String hub;

    @QueryParam("weight")
    String weight;

    @QueryParam("named")
    List<String> named;

    @QueryParam("without")
    List<String> without;

    @QueryParam("defaultHub")
    String defaultHub;

    @Context
    UriInfo address;

    OtherSettings settings() {
        return new OtherSettings(
                given(policy) == null ? given(allocationPolicy) : given(policy),
                given(named),
                weights(),
                new HashSet<>(given(without)),
                given(defaultHub));
    }

    /** What was asked for, as the form shows it again. */
    Form form() {
        Form form = Form.of(parameters());
        if (given(policy) == null) {
            form = form.with("policy", given(allocationPolicy));
        }
        return given(hub) == null ? form : form.with(WEIGHT + given(hub), given(weight));
    }

    private Map<String, Integer> weights() {
        Map<String, Integer> weights = new TreeMap<>();
        parameters().forEach((name, values) -> {
            if (name.startsWith(WEIGHT) && !values.get(0).isBlank()) {
                weights.put(name.substring(WEIGHT.length()), number(name, values.get(0)));
            }
        });
        if (given(hub) != null && given(weight) != null) {
            weights.put(given(hub), number(WEIGHT + given(hub), weight));
        }
        return weights;
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw Problem.invalid(name, "A weight is a number from 1 to 1,000.");
        }
    }

    /** An empty field of the form asks for nothing. */
    private static String given(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static List<String> given(List<String> texts) {
        return texts.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
    }

    private MultivaluedMap<String, String> parameters() {
        return address.getQueryParameters();
    }
}
