package io.slipway.account;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A person who belongs to an account, as Keycloak knows them. */
@Schema(description = "A person who belongs to the account, as Keycloak knows them")
public record Member(
        String id,
        @Schema(examples = "Nora Haugen") String name,
        @Schema(examples = "admin@northwind.example") String email,
        @Schema(examples = "[\"account-admin\"]") List<String> roles,
        @Schema(description = "Whether the person can log in") boolean enabled) {}
