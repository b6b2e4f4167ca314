package io.slipway.sharing;

import io.quarkus.qute.TemplateInstance;
import io.slipway.web.Problem;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** What a form's page answers. */
final class FormAnswers {
    private FormAnswers() {}

    /** The form again; what is not there is no matter of the form. */
    static Response of(Problem problem, TemplateInstance page) {
        if (problem.type().status() == 404 || problem.type().status() == 403) {
            throw problem;
        }
        return Response.status(problem.type().status()).entity(page).build();
    }

    static Response seeOther(String address) {
        return Response.seeOther(URI.create(address)).build();
    }
}
