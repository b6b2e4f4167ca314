package io.slipway.scope;

import io.slipway.web.Validation;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people set on a shared access policy. */
public record AccessPolicyDetails(
        @Schema(description = "1 to 64 of letters, digits and @ . - _", examples = "ci-pipeline") String name,
        @Schema(description = "At least one", examples = "[\"EnrollmentRead\"]") List<AccessRight> rights) {
    static final AccessPolicyDetails OWNER =
            new AccessPolicyDetails("provisioningserviceowner", List.copyOf(EnumSet.allOf(AccessRight.class)));
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9@._-]{1,64}");

    public AccessPolicyDetails {
        name = name == null ? "" : name.strip();
        rights =
                rights == null ? List.of() : rights.stream().distinct().sorted().toList();
    }

    void check() {
        new Validation()
                .require(
                        NAME.matcher(name).matches(),
                        "name",
                        "Use 1 to 64 letters, digits or the characters @ . - _ in the name.")
                .require(!rights.isEmpty(), "rights", "Choose at least one right.")
                .throwIfAny();
    }
}
