package io.slipway.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A problem as a page: what happened, why, and what to do next. */
@ApplicationScoped
class ProblemPages {
    @CheckedTemplate(basePath = "")
    static class Templates {
        static native TemplateInstance problem(int status, String title, String cause, String next);
    }

    Response of(Problem problem, int status) {
        String page = Templates.problem(status, problem.type().title(), problem.getMessage(), next(status))
                .render();
        return Response.status(status).type(MediaType.TEXT_HTML).entity(page).build();
    }

    private static String next(int status) {
        return switch (status) {
            case 403 -> "An account admin can give you the role. The member list of the account names them.";
            case 404 -> "Check the address, or switch to the account it belongs to.";
            case 409, 412, 428 -> "Go back, load the page again, and repeat your change.";
            case 413, 422, 400 -> "Go back; what you typed is still there.";
            case 429, 503 -> "Try again in a moment. Nothing was changed.";
            default -> "Go back and try again.";
        };
    }
}
