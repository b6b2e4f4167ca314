package io.slipway.setting;

import io.slipway.web.Validation;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an account decides about itself. */
public record SettingDetails(
        @Schema(
                        description = "Leases and reassignments of more devices than this need a second person of the"
                                + " account; null for never",
                        examples = "1000")
                Integer approvalAbove,
        @Schema(
                        description =
                                "Who gets notices by mail: up to 10 addresses; none for the members of the account"
                                        + " who may act on them",
                        examples = "[\"fleet@example.com\"]")
                List<String> noticesTo) {
    private static final int MOST_ADDRESSES = 10;
    /** RFC 5321 4.5.3.1.3: a path is 256 octets with its brackets. */
    private static final int LONGEST_ADDRESS = 254;
    // Narrower than RFC 5322: no comments, quoted parts or routes, and nothing that could begin another header.
    private static final Pattern ADDRESS = Pattern.compile(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+");

    public SettingDetails {
        noticesTo = noticesTo == null
                ? List.of()
                : noticesTo.stream()
                        .map(address -> address == null ? "" : address.strip())
                        .distinct()
                        .toList();
    }

    void check() {
        new Validation()
                .require(
                        approvalAbove == null || approvalAbove >= 0,
                        "approvalAbove",
                        "Give a number of devices, or nothing if one person is enough.")
                .require(
                        noticesTo.size() <= MOST_ADDRESSES,
                        "noticesTo",
                        "Give up to 10 addresses; a mailing list of yours can have more readers.")
                .require(wrongAddress() == null, "noticesTo", sentenceAbout(wrongAddress()))
                .throwIfAny();
    }

    private String wrongAddress() {
        return noticesTo.stream()
                .filter(address -> address.length() > LONGEST_ADDRESS
                        || !ADDRESS.matcher(address).matches())
                .findFirst()
                .orElse(null);
    }

    private static String sentenceAbout(String address) {
        return "\"" + address + "\" is no e-mail address. Write each like fleet@example.com.";
    }
}
