package io.slipway.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

@ApplicationScoped
class ProblemPages {
    Response of(Problem problem, int status) {
        return Response.status(status)
                .type("text/plain")
                .entity(problem.getMessage())
                .build();
    }
}
