package io.slipway.hub;

import static io.slipway.account.Permission.VIEW_HUBS;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.plugin.Connectors;
import io.slipway.spi.HubConnector;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Authenticated
@Path("/api/v1/a/{account}/hub-connectors")
@Tag(name = "Hubs")
public class HubConnectorApi {
    /** A connector that hubs can be created with. */
    public record ConnectorView(
            @Schema(examples = "built-in") String name,
            @Schema(examples = "Built-in hub") String label,
            @JsonRawValue @Schema(description = "JSON Schema of a hub's settings", implementation = Object.class)
                    String settingsSchema) {
        static ConnectorView of(HubConnector connector) {
            return new ConnectorView(connector.name(), connector.label(), connector.settingsSchema());
        }
    }

    private final Connectors connectors;

    HubConnectorApi(Connectors connectors) {
        this.connectors = connectors;
    }

    @GET
    @Needs(VIEW_HUBS)
    @Operation(summary = "List the installed hub connectors", description = "With the settings each one asks for.")
    public List<ConnectorView> list(@PathParam("account") AccountSlug account) {
        return connectors.installed().stream().map(ConnectorView::of).toList();
    }
}
