package io.slipway.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.web.Shell;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The way in: what a stranger sees, and where a log-in leads. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class StartPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance landing();

        static native TemplateInstance accounts(List<Shell.Account> accounts);
    }

    private final Shell shell;

    StartPages(Shell shell) {
        this.shell = shell;
    }

    @GET
    @PermitAll
    public Response start(@CookieParam("slipway_account") Cookie last) {
        return shell.signedIn()
                ? Response.seeOther(URI.create(home(LastAccount.in(last)))).build()
                : Response.ok(Templates.landing()).build();
    }

    /** Needs a log-in, which comes back here; so it is where every Log in button leads. */
    @GET
    @Path("login")
    @Authenticated
    public Response logIn(@CookieParam("slipway_account") Cookie last) {
        return Response.seeOther(URI.create(home(LastAccount.in(last)))).build();
    }

    @GET
    @Path("accounts")
    @Authenticated
    public TemplateInstance accounts() {
        return Templates.accounts(shell.accounts());
    }

    /** Of the only account or the one used last; otherwise the person chooses. */
    private String home(Optional<String> last) {
        List<Shell.Account> accounts = shell.accounts();
        return accounts.stream()
                .filter(account -> accounts.size() == 1 || last.equals(Optional.of(account.slug())))
                .findFirst()
                .map(Shell.Account::url)
                .orElse("/accounts");
    }
}
