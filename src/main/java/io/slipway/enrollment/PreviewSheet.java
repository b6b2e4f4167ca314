package io.slipway.enrollment;

import io.slipway.web.Change;
import io.slipway.web.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A change as its author checks it.
 *
 * @param registered how many devices it concerns, counted no further than 10,001
 * @param hidden the form, to send again
 */
record PreviewSheet(EnrolledAddress address, List<Change> changes, int registered, List<EnrollmentForm.Hidden> hidden) {
    /** Whether somebody may see where the devices would go: their operator, of those that there are. */
    public boolean movesSome() {
        return registered > 0 && !address.scope().isSupplying();
    }

    public String explanations() {
        return address.isGroup() ? address.to("explanations") : address.device(address.name()) + "/explanations";
    }

    /** What the change says of hubs, as "Why this hub?" takes it. */
    public List<EnrollmentForm.Hidden> placing() {
        List<EnrollmentForm.Hidden> placing = new ArrayList<>();
        placing.add(new EnrollmentForm.Hidden(
                "policy", values("allocationPolicy").findFirst().orElse("scope")));
        values("iotHubs").forEach(hub -> placing.add(new EnrollmentForm.Hidden("named", hub)));
        if (placing.size() == 1) {
            placing.add(new EnrollmentForm.Hidden("named", "*"));
        }
        return placing;
    }

    private Stream<String> values(String name) {
        return hidden.stream()
                .filter(field -> field.name().equals(name) && !field.value().isBlank())
                .map(EnrollmentForm.Hidden::value);
    }

    public String registeredWords() {
        return registered >= GroupSummary.MOST_COUNTED
                ? "More than 10,000 devices"
                : Numbers.counted(registered, "device");
    }
}
