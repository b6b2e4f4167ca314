package io.slipway.device;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.util.IPAddress;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Every name a device may have been told: none of them may depend on SNI, which some clients leave out (protocol section
 * 0.5), so one certificate carries them all.
 */
@Singleton
class ServerNames {
    private static final Pattern HOST_NAME = Pattern.compile("(\\*\\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9])?");
    private final SortedSet<String> names = new TreeSet<>(List.of("localhost", "127.0.0.1", "::1"));

    ServerNames(
            @ConfigProperty(name = "slipway.domain") String domain,
            @ConfigProperty(name = "slipway.device.public-host") String publicHost,
            @ConfigProperty(name = "slipway.device.hostnames") Optional<List<String>> more) {
        add("slipway.domain", domain);
        // A hub is {hub}.hub.{domain}, a scope's own name {scope}.{domain}.
        add("slipway.domain", "*." + domain);
        add("slipway.domain", "*.hub." + domain);
        add("slipway.device.public-host", publicHost);
        more.orElse(List.of()).forEach(name -> add("slipway.device.hostnames", name));
    }

    /** The subject alternative names (RFC 5280 4.2.1.6), always in the same order. */
    GeneralNames toGeneralNames() {
        return new GeneralNames(names.stream()
                .map(name ->
                        new GeneralName(IPAddress.isValid(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    @Override
    public String toString() {
        return String.join(", ", names);
    }

    private void add(String setting, String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        if (!IPAddress.isValid(name) && !HOST_NAME.matcher(name).matches()) {
            throw new IllegalStateException(
                    setting + " has \"" + text + "\", which is neither a host name nor an IP address. Correct it.");
        }
        names.add(name);
    }
}
