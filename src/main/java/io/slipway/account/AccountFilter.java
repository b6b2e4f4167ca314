package io.slipway.account;

import io.slipway.web.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Resolves the account an address names before the endpoint runs. */
class AccountFilter {
    private final Acting acting;

    AccountFilter(Acting acting) {
        this.acting = acting;
    }

    @ServerRequestFilter
    void check(ContainerRequestContext request, ResourceInfo endpoint) {
        Needs needs = endpoint.getResourceMethod() == null
                ? null
                : endpoint.getResourceMethod().getAnnotation(Needs.class);
        if (needs != null) {
            String slug = request.getUriInfo().getPathParameters().getFirst("account");
            if (slug == null) {
                throw Problem.notFound("account");
            }
            acting.require(new AccountSlug(slug), permission(needs, request));
        }
    }

    private static Permission permission(Needs needs, ContainerRequestContext request) {
        boolean supplying =
                "supply".equals(request.getUriInfo().getPathParameters().getFirst("side"));
        if (supplying && needs.supplying().length == 0) {
            throw Problem.notFound("page");
        }
        return supplying ? needs.supplying()[0] : needs.value();
    }
}
