package io.slipway.web;

/** Optimistic locking as HTTP speaks it (RFC 9110 section 8.8.3): an object's version is its entity tag. */
public final class Versions {
    private Versions() {}

    public static String etag(int version) {
        return "\"" + Integer.toHexString(version) + "\"";
    }

    /** Reads {@code If-Match}; absent and {@code *} mean any version, given as null. */
    public static Integer fromIfMatch(String header) {
        if (header == null || header.strip().equals("*") || header.strip().equals("\"*\"")) {
            return null;
        }
        try {
            return Integer.parseInt(header.strip().replaceAll("^(W/)?\"|\"$", ""), 16);
        } catch (NumberFormatException e) {
            // A tag we never gave out matches nothing.
            return -1;
        }
    }

    public static void check(Integer expected, int actual) {
        if (expected != null && expected != actual) {
            throw new Problem(
                    ProblemType.STALE, "It was changed after you loaded it. Load it again and repeat your change.");
        }
    }
}
