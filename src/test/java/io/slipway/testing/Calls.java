package io.slipway.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls of the JSON API as a sample company's API client. */
public final class Calls {
    private final String slug;
    private final Supplier<String> portal;

    private Calls(String slug, Supplier<String> portal) {
        this.slug = slug;
        this.portal = portal;
    }

    /** As {@code slug-erp}, in its own account: paths are below {@code /api/v1/a/slug/}. */
    public static Calls as(String slug) {
        return new Calls(slug, () -> "");
    }

    /** Of another application than the one under test; each call asks where. */
    public static Calls as(String slug, Supplier<String> portal) {
        return new Calls(slug, portal);
    }

    public ValidatableResponse get(String path) {
        return request().get(address(path)).then();
    }

    public ValidatableResponse post(String path, Map<String, ?> body) {
        return json(body).post(address(path)).then();
    }

    public ValidatableResponse put(String path, Map<String, ?> body) {
        return json(body).put(address(path)).then();
    }

    public ValidatableResponse delete(String path) {
        return request().delete(address(path)).then();
    }

    /** With whatever else the test puts into it. */
    public RequestSpecification request() {
        return given().auth().oauth2(Tokens.of(slug));
    }

    public String address(String path) {
        return portal.get() + (path.startsWith("/") ? path : "/api/v1/a/" + slug + "/" + path);
    }

    /** Enters the company, as its first call does. */
    public Calls enter() {
        Response response = request().get(address("devices?limit=1"));
        response.then().statusCode(200);
        return this;
    }

    /** A new scope's ID scope. */
    public String newScope(String name) {
        return post("scopes", Map.of("name", name)).statusCode(201).extract().path("idScope");
    }

    /** The statuses of calls that are made at the same time, lowest first. */
    public static <T> List<Integer> atOnce(List<T> each, Function<T, ValidatableResponse> call) {
        return each.stream()
                .map(one -> CompletableFuture.supplyAsync(
                        () -> call.apply(one).extract().statusCode()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();
    }

    private RequestSpecification json(Map<String, ?> body) {
        return request().contentType(ContentType.JSON).body(body);
    }
}
