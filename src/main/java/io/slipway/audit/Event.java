package io.slipway.audit;

import io.slipway.db.AccountId;
import io.slipway.web.Change;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * One entry of an account's audit trail. Before and after are JSON texts or null; so are sequence and hash until the event is
 * sealed, which is within seconds.
 */
public record Event(
        AccountId account,
        long id,
        Instant happenedAt,
        String actorKind,
        String actorId,
        String actorName,
        AccountId actorAccount,
        String action,
        String objectType,
        String objectId,
        String objectName,
        UUID scope,
        String idScope,
        String before,
        String after,
        Long sequence,
        byte[] hash) {
    private static final Map<String, String> ICONS = Map.ofEntries(
            Map.entry("created", "plus-lg"),
            Map.entry("changed", "pencil"),
            Map.entry("deleted", "trash"),
            Map.entry("removed", "trash"),
            Map.entry("revealed", "eye"),
            Map.entry("rotated", "arrow-repeat"),
            Map.entry("verified", "patch-check"),
            Map.entry("uploaded", "cloud-upload"),
            Map.entry("enabled", "check-circle"),
            Map.entry("disabled", "slash-circle"),
            Map.entry("assigned", "hdd-network"),
            Map.entry("moved", "arrow-left-right"),
            Map.entry("supplied", "plus-lg"),
            Map.entry("leased", "person-plus"),
            Map.entry("returned", "arrow-counterclockwise"),
            Map.entry("linked", "link-45deg"),
            Map.entry("granted", "person-plus"),
            Map.entry("revoked", "x-circle"));

    /** "rotated" of {@code accessPolicy.rotated}. */
    public String verb() {
        return words(action.substring(action.indexOf('.') + 1));
    }

    /** "access policy" of {@code accessPolicy}. */
    public String objectKind() {
        return words(objectType);
    }

    public String actorLabel() {
        return switch (actorKind) {
            case "client" -> "API client";
            case "device" -> "device";
            case "system" -> "by itself";
            default -> "person";
        };
    }

    public boolean isFromAnotherAccount() {
        return !actorAccount.equals(account);
    }

    /** The design system's icon for what was done. */
    public String icon() {
        return ICONS.getOrDefault(action.substring(action.indexOf('.') + 1), "circle");
    }

    public String hashText() {
        return hash == null ? null : EventChainStore.hex(hash);
    }

    /** What differs, field by field. */
    public List<Change> changes() {
        return EventChanges.between(before, after);
    }

    static String words(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z])(?=[A-Z])|_", " ").toLowerCase(Locale.ROOT);
    }
}
