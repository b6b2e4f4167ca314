package io.slipway.tenancy;

import io.slipway.demo.SampleCompanies;
import io.slipway.testing.Http;
import io.slipway.testing.PortalSession;
import io.slipway.testing.Stack;
import io.slipway.testing.Tokens;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** A company at its portal: its account admin on pages, its program in the API. */
final class PartnerSession {

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
    HttpResponse<String> change(Endpoint endpoint, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(PortalSession.portal(path))
                .header("Origin", Stack.portalUrl())
                .header("Sec-Fetch-Site", "same-origin");
        if (!endpoint.isApi()) {
            return pages.send(request.header("Accept", "text/html,*/*;q=0.8")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .method(endpoint.method(), BodyPublishers.ofString(body)));
        }
        return call(request.header("Content-Type", endpoint.consumes().orElse("application/json"))
                .method(endpoint.method(), BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> call(HttpRequest.Builder request) {
        return Http.send(
                request.header("Authorization", "Bearer " + Tokens.of(slug)).build());
    }
}
