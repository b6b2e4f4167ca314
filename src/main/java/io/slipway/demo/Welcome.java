package io.slipway.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Collectors;

/** What the demo says when everything answers. */
final class Welcome {
    private Welcome() {}

    /** @param demo what {@code demo.json} says */
    static String text(DemoSettings settings, JsonNode demo) {
        return """

                ready

                Portal     %s
                Devices    https://localhost:%d
                Log in as  (password for all: %s)
                %s
                ID scope   %s (Northwind Fleet)

                Register a device of your own in Northwind's group %s:

                %s

                Everything a program needs to know is in %s.
                Ctrl-C, or ./slipway demo --stop, ends it; the data are kept."""
                .formatted(
                        settings.portalUrl(),
                        settings.devicePort(),
                        SampleCompanies.PASSWORD,
                        people(),
                        demo.path("idScope").asText(),
                        demo.at("/symmetricGroup/id").asText(),
                        command(settings, demo),
                        DemoJson.file(settings));
    }

    private static String command(DemoSettings settings, JsonNode demo) {
        Path trustBundle = Path.of(demo.path("trustBundle").asText());
        byte[] groupKey =
                Base64.getDecoder().decode(demo.at("/symmetricGroup/primaryKey").asText());
        return new SimulatedDevice(settings, demo.path("idScope").asText(), trustBundle)
                .command("my-first-device", groupKey);
    }

    private static String people() {
        return SampleCompanies.ACCOUNTS.stream()
                .map(account -> "  %-17s %s%n"
                        .formatted(
                                account.name(),
                                account.users().stream().map(SampleUser::name).collect(Collectors.joining("  "))))
                .collect(Collectors.joining());
    }
}
