package io.slipway.web;

import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Leaves the portal's pages out of the API's description: they are for people, and change as it suits people. */
public class ApiDescription implements OASFilter {
    @Override
    public void filterOpenAPI(OpenAPI description) {
        if (description.getPaths() == null) {
            return;
        }
        List<String> pages = description.getPaths().getPathItems().keySet().stream()
                .filter(path -> !path.startsWith("/api/"))
                .toList();
        pages.forEach(description.getPaths()::removePathItem);
    }
}
