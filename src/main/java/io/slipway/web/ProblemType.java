package io.slipway.web;

/** Every reason Slipway gives for refusing; {@code /problems/{slug}} explains each. */
public enum ProblemType {
    INVALID_INPUT(
            "invalid-input",
            422,
            "Something in the request is not valid",
            "Correct the inputs named and send the request again. Nothing was changed."),
    NOT_FOUND(
            "not-found",
            404,
            "There is no such thing here",
            "It does not exist, or not in an account you belong to. Check the address and the account in it."),
    NOT_PERMITTED(
            "not-permitted",
            403,
            "Your role does not allow this",
            "You belong to the account, and your roles in it allow less than this. An account admin can give you another role;"
                    + " log out and in again afterwards."),
    ALREADY_EXISTS(
            "already-exists",
            409,
            "It exists already",
            "Names and registration IDs are unique where they stand. Choose another one, or change what is there."),
    IN_USE(
            "in-use",
            409,
            "Something else depends on it",
            "Remove or move what depends on it first; the detail says what that is."),
    CONFLICT(
            "conflict",
            409,
            "Its state does not allow this",
            "The request is fine, but not now. The detail says what has to happen first."),
    STALE(
            "stale",
            412,
            "Somebody changed it meanwhile",
            "Your If-Match names an older version. Load it again, look at what changed, and repeat your change."),
    PRECONDITION_REQUIRED(
            "precondition-required",
            428,
            "Say which version you mean to change",
            "Send If-Match with the entity tag you read, so that nobody's change is lost."),
    CROSS_SITE(
            "cross-site",
            403,
            "The request came from another site",
            "A browser sent a form from an address that is not the portal's. Open the portal at its own address and try again;"
                    + " programs send a bearer token instead."),
    TOO_LARGE(
            "too-large", 413, "The request is too large", "Send less at a time; the detail says how much is allowed."),
    TOO_MANY(
            "too-many",
            429,
            "That was too often",
            "Slipway limits how often this may be tried. The detail says when to try again."),
    UNAVAILABLE(
            "unavailable",
            503,
            "Slipway cannot do this right now",
            "Something it needs is away for the moment. Nothing was changed. Try again after the seconds in Retry-After."),
    INTERNAL(
            "internal",
            500,
            "Slipway made a mistake",
            "This is not your fault, and nothing was changed. Try again; if it stays, give your administrator the number shown,"
                    + " which the log names too.");

    private final String slug;
    private final int status;
    private final String title;
    private final String advice;

    ProblemType(String slug, int status, String title, String advice) {
        this.slug = slug;
        this.status = status;
        this.title = title;
        this.advice = advice;
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

    /** What to do about it in general; the problem itself says more. */
    public String advice() {
        return advice;
    }
}
