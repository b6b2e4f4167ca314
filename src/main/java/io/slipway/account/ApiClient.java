package io.slipway.account;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A machine of an account: a Keycloak client with client credentials, bound to that one account. */
@Schema(description = "A machine of the account, with client credentials of its own")
public record ApiClient(
        @Schema(examples = "northwind-erp") String clientId,
        @Schema(examples = "Northwind Fleet, API client") String name,
        @Schema(examples = "[\"operator\"]") List<String> roles,
        @Schema(description = "Whether it gets tokens") boolean enabled) {}
