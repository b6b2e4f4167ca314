package io.slipway.hub;

import io.slipway.account.AccountSlug;
import io.slipway.web.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What devices connect to: a name under Slipway's domain for the built-in hub, an outside hub's own name otherwise. */
@ApplicationScoped
class HostNames {
    private static final String BUILT_IN = "built-in";
    /** RFC 1035 section 2.3.4. */
    private static final int LONGEST_LABEL = 63;

    private static final int LONGEST_NAME = 253;
    private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")+");
    private final String domain;

    HostNames(@ConfigProperty(name = "slipway.domain") String domain) {
        this.domain = domain;
    }

    static boolean isBuiltIn(String connector) {
        return connector.equals(BUILT_IN);
    }

    /** What a built-in hub of this name is reached at. */
    String builtIn(AccountSlug account, String name) {
        return label(account, name) + ".hub." + domain;
    }

    String of(AccountSlug account, HubDetails details) {
        return isBuiltIn(details.connector()) ? builtIn(account, details) : outside(details);
    }

    private String builtIn(AccountSlug account, HubDetails details) {
        String label = label(account, details.name());
        if (label.length() > LONGEST_LABEL) {
            throw Problem.invalid(
                    "name",
                    "Shorten the name to %d characters: it becomes part of the host name %s."
                            .formatted(LONGEST_LABEL - account.value().length() - 1, label));
        }
        String hostName = builtIn(account, details.name());
        if (details.hostName() != null && !details.hostName().equalsIgnoreCase(hostName)) {
            throw Problem.invalid("hostName", "Leave the host name out: the built-in hub's is %s.".formatted(hostName));
        }
        return hostName;
    }

    private static String label(AccountSlug account, String name) {
        return (account + "-" + name).toLowerCase(Locale.ROOT);
    }

    private String outside(HubDetails details) {
        String hostName = details.hostName() == null ? "" : details.hostName().toLowerCase(Locale.ROOT);
        if (hostName.length() > LONGEST_NAME || !NAME.matcher(hostName).matches()) {
            throw Problem.invalid("hostName", "Enter the host name that devices connect to, such as west.example.org.");
        }
        if (hostName.endsWith("." + domain)) {
            throw Problem.invalid("hostName", "Names under %s belong to built-in hubs.".formatted(domain));
        }
        return hostName;
    }
}
