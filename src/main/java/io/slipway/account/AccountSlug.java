package io.slipway.account;

/** The name of an account in addresses, equal to the alias of its Keycloak organization. */
public record AccountSlug(String value) {
    public static AccountSlug fromString(String text) {
        return new AccountSlug(text);
    }

    /** The address of a page of the account, such as {@code scopes}; the empty path is its Home page. */
    public String to(String path) {
        return "/a/" + value + (path.isEmpty() ? "" : "/" + path);
    }

    /** The same page's address in the API. */
    public String apiTo(String path) {
        return "/api/v1" + to(path);
    }

    @Override
    public String toString() {
        return value;
    }
}
