package io.slipway.demo;

import java.util.stream.Collectors;

/** What the demo says when everything answers. */
final class Welcome {
    private Welcome() {}

    static String text(DemoSettings settings) {
        return """

                ready

                Portal     %s
                Devices    https://localhost:%d
                Log in as  (password for all: %s)
                %s
                Everything a program needs to know is in %s.
                Ctrl-C, or ./slipway demo --stop, ends it; the data are kept."""
                .formatted(
                        settings.portalUrl(),
                        settings.devicePort(),
                        SampleCompanies.PASSWORD,
                        people(),
                        DemoJson.file(settings));
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
