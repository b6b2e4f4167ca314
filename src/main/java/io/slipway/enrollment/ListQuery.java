package io.slipway.enrollment;

import io.slipway.scope.IdScope;
import io.slipway.web.Problem;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What the address of a list says: which rows, from where on, how many. A {@code @BeanParam}. */
public record ListQuery(
        @Parameter(description = "Only of this scope") @QueryParam("scope") String scope,
        @Parameter(description = "enabled or disabled") @QueryParam("status") String status,
        @Parameter(description = "symmetricKey or x509") @QueryParam("attestation") String attestation,
        @Parameter(description = "What the name begins with") @QueryParam("q") String prefix,
        @Parameter(description = "The next of the page before") @QueryParam("after") String after,
        @Parameter(description = "1 to 500") @QueryParam("limit") @DefaultValue("50") int limit) {
    private static final int MOST = 500;

    EnrollmentFilter filter() {
        IdScope only = scope == null || scope.isBlank() ? null : IdScope.fromString(scope);
        return new EnrollmentFilter(only, status, attestation, prefix, after);
    }

    int checkedLimit() {
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid("limit", "Ask for 1 to %d at a time.".formatted(MOST));
        }
        return limit;
    }
}
