package io.slipway.tenancy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What each company finds in its trail of a thing of {@link TwoTrails}.
 *
 * @param thing kind and name
 * @param actions by company, in any order; who is not in it finds nothing
 */
record Stories(String thing, Map<String, List<String>> actions) {
    private static final Pattern LINE = Pattern.compile("(\\w+ \\w+): ([a-z, ]+): ([A-Za-z ]+)");

    /** Thing, companies, and what was done. */
    static final List<Stories> ALL = read(
            """
            hubOffer declined: contoso, northwind: created declined
            hubOffer withdrawn: contoso, northwind: created withdrawn
            hubOffer expired: contoso, northwind: created expired
            hubOffer coded: contoso: created takenUp declined
            hubOffer coded: northwind: takenUp declined
            hubOffer first: contoso, northwind: created accepted
            hubLink first: contoso, northwind: created changed ending kept
            hubLink third: contoso, northwind: created deleted
            hubLink fourth: contoso, northwind: created ending abandoned deleted
            hubLoan lent: northwind, corner: created ending kept
            hubLoan ended: northwind, fabrikam: created ended
            hubLoan emptied: northwind, fabrikam: created ending ended
            hubLoan shared: northwind, corner: created
            supplyGrant acmes: northwind, acme: created revoked
            supplyGrant gone: northwind, acme: created revoked
            lease declined: northwind, contoso: proposed declined
            lease withdrawn: northwind, contoso: proposed withdrawn
            lease expired: northwind, contoso: proposed offerExpired
            lease upper: northwind, contoso: proposed accepted hubChosen started devicesOffered accepted hubChosen hubChosen renewed recalled returned ended
            lease terminated: northwind, contoso: proposed accepted hubChosen started terminationAnnounced terminationTakenBack terminationAnnounced ending terminated
            lease recalled: northwind, contoso: proposed accepted hubChosen started recalled recallTakenBack
            lease registering: northwind, contoso: proposed accepted hubChosen started
            lease kept: northwind, contoso: proposed accepted hubChosen started returned collected ended
            lease lower: northwind, contoso, corner: proposed accepted hubChosen started returned ended
            lease offered: northwind, contoso, corner: proposed devicesWithdrawn offerExpired
            lease claimed: northwind, contoso: deviceClaimed started
            lease approved: northwind, contoso: claimApproved
            claim automatic: northwind, contoso: made
            claim approved: northwind, contoso: asked approved
            claim refused: northwind, contoso: asked refused
            reassignment discarded: northwind, contoso: planned discarded
            reassignment expired: northwind, contoso: planned expired
            reassignment cancelled: northwind, contoso: planned approved started paused resumed cancelling cancelled
            reassignment rolledBack: northwind, contoso: planned started rolledBack cancelled
            reassignment retried: northwind, contoso: planned started finished retried finished
            device mover: northwind: assigned leased twinChanged disabled enabled moved returned
            device mover: contoso: leased twinChanged disabled enabled moved returned
            device fresh: northwind, contoso: leased assigned
            device below: northwind, contoso: leased leased returned returned
            device below: corner: leased returned
            device kept: northwind, contoso: leased returned
            device brought: northwind, acme: supplied
            """);

    private static List<Stories> read(String lines) {
        Map<String, Map<String, List<String>>> stories = new LinkedHashMap<>();
        for (String line : lines.strip().split("\n")) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new AssertionError("This is no story: " + line);
            }
            String kind = parts.group(1).split(" ")[0];
            List<String> actions = Arrays.stream(parts.group(3).split(" "))
                    .map(word -> kind + "." + word)
                    .sorted()
                    .toList();
            for (String company : parts.group(2).split(", ")) {
                stories.computeIfAbsent(parts.group(1), none -> new LinkedHashMap<>())
                        .put(company, actions);
            }
        }
        List<Stories> read = new ArrayList<>();
        stories.forEach((thing, companies) -> read.add(new Stories(thing, companies)));
        return read;
    }
}
