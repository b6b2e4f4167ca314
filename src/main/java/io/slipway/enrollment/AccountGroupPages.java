package io.slipway.enrollment;

import static io.slipway.account.Permission.VIEW_ENROLLMENTS;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The enrollment groups of all scopes of an operator. */
@Authenticated
@Path("/a/{account}/groups")
@Produces(MediaType.TEXT_HTML)
public class AccountGroupPages {
    private final EnrollmentGroups groups;
    private final EnrollmentRights rights;

    AccountGroupPages(EnrollmentGroups groups, EnrollmentRights rights) {
        this.groups = groups;
        this.rights = rights;
    }

    @GET
    @Needs(VIEW_ENROLLMENTS)
    public TemplateInstance list(@PathParam("account") AccountSlug account, @BeanParam ListQuery query) {
        return GroupPages.Templates.list(new EnrollmentTable<>(
                account,
                null,
                "groups",
                query.filter(),
                groups.all(account, query.filter(), EnrollmentTable.ROWS),
                groups.count(account, query.filter(), GroupSummary.MOST_COUNTED),
                rights.denied(account)));
    }
}
