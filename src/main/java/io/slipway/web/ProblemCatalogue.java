package io.slipway.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;

/** Where the {@code type} of a problem (RFC 9457 section 3.1.1) leads: what it means and what to do, for everybody. */
@Authenticated
@Path("/problems")
@Produces(MediaType.TEXT_HTML)
public class ProblemCatalogue {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance all(List<ProblemType> types);

        static native TemplateInstance one(ProblemType type);
    }

    @GET
    @PermitAll
    public TemplateInstance all() {
        return Templates.all(List.of(ProblemType.values()));
    }

    @GET
    @Path("{slug}")
    @PermitAll
    public TemplateInstance one(@PathParam("slug") String slug) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.slug().equals(slug))
                .findFirst()
                .map(Templates::one)
                .orElseThrow(() -> Problem.notFound("problem type"));
    }
}
