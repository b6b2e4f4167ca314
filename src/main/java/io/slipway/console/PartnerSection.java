package io.slipway.console;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.slipway.account.Permission;
import io.slipway.db.AccountTx;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
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
    record Part(String id, String title, String none, List<Entry> entries) {
        public Part open(Predicate<Permission> may) {
            return new Part(
                    id,
                    title,
                    none,
                    entries.stream().map(entry -> entry.open(may)).toList());
        }
    }

    /**
     * One such thing.
     *
     * @param what it is about, such as the name of a hub
     * @param path where it is managed, below the account's address; null if nowhere
     * @param detail a few words more, or null
     * @param needs what the page at that path asks for
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
            String note,
            @JsonIgnore Permission needs) {
        /** As somebody sees it who may do that much: without a path to a page that would not open. */
        public Entry open(Predicate<Permission> may) {
            return may.test(needs) ? this : new Entry(company, account, what, null, detail, state, since, note, needs);
        }
    }
}
