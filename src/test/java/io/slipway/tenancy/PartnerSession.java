package io.slipway.tenancy;

import io.slipway.demo.SampleCompanies;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Stack;
import io.slipway.testing.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A company at its portal: its account admin on pages, its program in the API. */
final class PartnerSession {
    private static final String FORM =
            "name=taken&reason=taken&key=primary&provisioningStatus=disabled&registrationId=taken&version=0";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final String slug;
    private final PortalSession pages;

    PartnerSession(String slug) {
        this.slug = slug;
        this.pages =
                PortalSession.as(SampleCompanies.account(slug).users().get(0).name());
    }

    HttpResponse<String> get(Endpoint endpoint, String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(PortalSession.portal(path)).GET();
        return endpoint.isApi() ? call(request) : pages.send(request.header("Accept", "text/html,*/*;q=0.8"));
    }

    /** With what would be accepted, were the thing the company's to change. */
    HttpResponse<String> change(Endpoint endpoint, String path, Object body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(PortalSession.portal(path))
                .header("Origin", Stack.portalUrl())
                .header("Sec-Fetch-Site", "same-origin");
        if (!endpoint.isApi()) {
            return pages.send(request.header("Accept", "text/html,*/*;q=0.8")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .method(endpoint.method(), BodyPublishers.ofString(FORM)));
        }
        return call(request.header("Content-Type", endpoint.consumes().orElse("application/json"))
                .method(endpoint.method(), BodyPublishers.ofString(String.valueOf(body), StandardCharsets.UTF_8)));
    }

    private HttpResponse<String> call(HttpRequest.Builder request) {
        try {
            return HTTP.send(
                    request.header("Authorization", "Bearer " + Tokens.of(slug)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
