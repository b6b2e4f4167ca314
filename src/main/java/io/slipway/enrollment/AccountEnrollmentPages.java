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

/** The individual enrollments of all scopes of an operator. */
@Authenticated
@Path("/a/{account}/enrollments")
@Produces(MediaType.TEXT_HTML)
public class AccountEnrollmentPages {
    private final Enrollments enrollments;
    private final EnrollmentRights rights;

    AccountEnrollmentPages(Enrollments enrollments, EnrollmentRights rights) {
        this.enrollments = enrollments;
        this.rights = rights;
    }

    @GET
    @Needs(VIEW_ENROLLMENTS)
    public TemplateInstance list(@PathParam("account") AccountSlug account, @BeanParam ListQuery query) {
        return EnrollmentPages.Templates.list(new EnrollmentTable<>(
                account,
                null,
                "enrollments",
                query.filter(),
                enrollments.all(account, query.filter(), EnrollmentTable.ROWS),
                enrollments.count(account, query.filter(), GroupSummary.MOST_COUNTED),
                rights.denied(account)));
    }
}
