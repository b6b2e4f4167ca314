package io.slipway.account;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A person or machine that belongs to an account, as Keycloak knows it. */
@Schema(description = "A person or machine that belongs to the account, as Keycloak knows it")
public record Member(
        String id,
        @Schema(enumeration = {"person", "client"}) String kind,
        @Schema(description = "Of an API client its client ID", examples = "Nora Haugen") String name,
        @Schema(description = "Null for an API client", examples = "admin@northwind.example") String email,
        @Schema(examples = "[\"account-admin\"]") List<String> roles,
        @Schema(description = "Whether it can log in or get tokens") boolean enabled) {}
