package io.slipway.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.function.Supplier;

/** What a posted form is answered with: another page, or the same one with what is wrong. */
public final class FormReply {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private FormReply() {}

    public static Response to(String address) {
        return Response.seeOther(URI.create(address)).build();
    }

    /** The page again, which says what is wrong. That something is not there is no matter of a form: the problem goes on. */
    public static Response refused(Problem problem, Supplier<TemplateInstance> page) {
        int status = problem.type().status();
        if (status == NOT_FOUND) {
            throw problem;
        }
        return Response.status(status).entity(page.get()).build();
    }

    /** The same for whoever may post the form; for others the problem goes on as well. */
    public static Response refusedIfPermitted(Problem problem, Supplier<TemplateInstance> page) {
        if (problem.type().status() == FORBIDDEN) {
            throw problem;
        }
        return refused(problem, page);
    }
}
