package io.slipway.console;

import static io.slipway.account.Permission.VIEW_ACCOUNT;

import io.quarkus.arc.All;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.account.Needs;
import io.slipway.account.Permission;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Where an account's people arrive: what needs attention, then how much there is of what. */
@Authenticated
@Path("/a/{account}")
@Produces(MediaType.TEXT_HTML)
public class HomePages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance home(AccountSlug account, String name, Home home);
    }

    private final Acting acting;
    private final List<HomeSection> sections;

    HomePages(Acting acting, @All List<HomeSection> sections) {
        this.acting = acting;
        this.sections = sections.stream()
                .sorted(Comparator.comparing(HomeSection::place))
                .toList();
    }

    @GET
    @Needs(VIEW_ACCOUNT)
    public TemplateInstance home(@PathParam("account") AccountSlug account) {
        String name = acting.require(account, VIEW_ACCOUNT).name();
        Predicate<Permission> may = permission -> acting.may(account, permission);
        List<HomeSection> allowed =
                sections.stream().filter(section -> may.test(section.needs())).toList();
        Home home = acting.in(account, VIEW_ACCOUNT, tx -> Home.of(tx, allowed, may));
        return Templates.home(account, name, home);
    }
}
