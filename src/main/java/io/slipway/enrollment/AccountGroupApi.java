package io.slipway.enrollment;

import static io.slipway.account.Permission.VIEW_ENROLLMENTS;

import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.db.Keyset;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/groups")
@Tag(name = "Enrollment groups")
public class AccountGroupApi {
    private final EnrollmentGroups groups;

    AccountGroupApi(EnrollmentGroups groups) {
        this.groups = groups;
    }

    @GET
    @Needs(VIEW_ENROLLMENTS)
    @Operation(
            summary = "List the enrollment groups of all scopes",
            description = "By name; next leads to the next page.")
    public Keyset<GroupSummary> list(@PathParam("account") AccountSlug account, @BeanParam ListQuery query) {
        return groups.all(account, query.filter(), query.checkedLimit());
    }
}
