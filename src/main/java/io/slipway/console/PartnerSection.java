package io.slipway.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.account.Permission;
import io.slipway.db.AccountTx;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a feature contributes to the Partners page, as a bean: what other companies may do here, or this one there. It runs in
 * the page's transaction, for people who have the permission.
 */
public interface PartnerSection {
    /** Asked of nobody without it. */
    Permission needs();

    /** Where it stands among the others, lowest first; by tens. */
    int place();

    Part part(AccountTx tx);

    /**
     * One kind of thing between companies.
     *
     * @param none what to say while there is nothing of it
     */
    record Part(String id, String title, String none, List<Entry> entries) {}

    /**
     * One such thing.
     *
     * @param what it is about, such as the name of a hub
     * @param path where it is managed, below the account's address; null if nowhere
     * @param detail a few words more, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            @Schema(examples = "Contoso") String company,
            @Schema(examples = "contoso") String account,
            @Schema(examples = "west") String what,
            String path,
            String detail,
            @Schema(examples = "active") String state,
            Instant since,
            String note) {}
}
