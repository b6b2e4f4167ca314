package io.slipway.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.logging.Log;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Problems as {@code application/problem+json} (RFC 9457) for the API and as a page for people. */
class ProblemMapper {
    /** The body of a refused API call. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Body(
            String type, String title, int status, String detail, String instance, Map<String, String> fields) {}

    private final ProblemPages pages;

    ProblemMapper(ProblemPages pages) {
        this.pages = pages;
    }

    @ServerExceptionMapper
    Response problem(Problem problem, UriInfo uri) {
        return answer(problem, uri);
    }

    @ServerExceptionMapper
    Response http(WebApplicationException thrown, UriInfo uri) {
        int status = thrown.getResponse().getStatus();
        if (status < 400) {
            return thrown.getResponse();
        }
        return status == 404 ? answer(Problem.notFound("page"), uri) : answer(statusOnly(thrown), uri, status);
    }

    @ServerExceptionMapper
    Response bug(RuntimeException thrown, UriInfo uri) {
        String incident = UUID.randomUUID().toString();
        Log.errorf(thrown, "Answered 500 to %s; the user was given the number %s", uri.getPath(), incident);
        return answer(
                new Problem(
                        ProblemType.INTERNAL,
                        "Nothing was changed. Try again; if it stays, tell your administrator the number %s.",
                        incident),
                uri);
    }

    private Response answer(Problem problem, UriInfo uri) {
        return answer(problem, uri, problem.type().status());
    }

    private Response answer(Problem problem, UriInfo uri, int status) {
        if (!uri.getPath().startsWith("/api/")) {
            return pages.of(problem, status);
        }
        return Response.status(status)
                .type("application/problem+json")
                .entity(new Body(
                        "/problems/" + problem.type().slug(),
                        problem.type().title(),
                        status,
                        problem.getMessage(),
                        uri.getPath(),
                        problem.fields()))
                .build();
    }

    private static Problem statusOnly(WebApplicationException thrown) {
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        return new Problem(
                ProblemType.INVALID_INPUT,
                "%s",
                String.valueOf(cause.getMessage()).lines().findFirst().orElse(""));
    }
}
