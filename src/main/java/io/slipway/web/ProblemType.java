package io.slipway.web;

/** Every reason Slipway gives for refusing; {@code /problems/{slug}} explains each. */
public enum ProblemType {
    INVALID_INPUT("invalid-input", 422, "Something in the request is not valid"),
    NOT_FOUND("not-found", 404, "There is no such thing here"),
    NOT_PERMITTED("not-permitted", 403, "Your role does not allow this"),
    ALREADY_EXISTS("already-exists", 409, "It exists already"),
    IN_USE("in-use", 409, "Something else depends on it"),
    CONFLICT("conflict", 409, "Its state does not allow this"),
    STALE("stale", 412, "Somebody changed it meanwhile"),
    PRECONDITION_REQUIRED("precondition-required", 428, "Say which version you mean to change"),
    CROSS_SITE("cross-site", 403, "The request came from another site"),
    TOO_LARGE("too-large", 413, "The request is too large"),
    UNAVAILABLE("unavailable", 503, "Slipway cannot do this right now"),
    INTERNAL("internal", 500, "Slipway made a mistake");

    private final String slug;
    private final int status;
    private final String title;

    ProblemType(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    public String slug() {
        return slug;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
