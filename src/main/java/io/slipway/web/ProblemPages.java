package io.slipway.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** A refusal as a page: inside the account's frame where there is one. */
@ApplicationScoped
class ProblemPages {
    private static final int RETRY_SECONDS = 10;

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance inAccount(Problem problem, int status, Elsewhere elsewhere);

        static native TemplateInstance plain(Problem problem, int status, Elsewhere elsewhere);
    }

    /** The same address in the person's other accounts, for a link that was meant for one of them. */
    record Elsewhere(String acting, List<Link> accounts) {}

    record Link(String name, String url) {}

    private final Shell shell;

    ProblemPages(Shell shell) {
        this.shell = shell;
    }

    Response of(Problem problem, int status) {
        Elsewhere elsewhere = elsewhere(problem);
        TemplateInstance page = shell.account().isPresent()
                ? Templates.inAccount(problem, status, elsewhere)
                : Templates.plain(problem, status, elsewhere);
        Response.ResponseBuilder answer =
                Response.status(status).type("text/html;charset=UTF-8").entity(page.render());
        return status == 503 ? answer.header("Retry-After", RETRY_SECONDS).build() : answer.build();
    }

    /** Only accounts the person belongs to, so that it says nothing about any other. */
    private Elsewhere elsewhere(Problem problem) {
        boolean maybeAnother = problem.type() == ProblemType.NOT_FOUND || problem.type() == ProblemType.NOT_PERMITTED;
        if (!maybeAnother || !shell.path().startsWith("/a/")) {
            return new Elsewhere(null, List.of());
        }
        Optional<Shell.Account> here = shell.account();
        List<Link> links = shell.accounts().stream()
                .filter(other -> !Optional.of(other).equals(here))
                .map(other -> new Link(other.name(), here.isPresent() ? samePath(other) : shell.samePageIn(other)))
                .toList();
        return new Elsewhere(here.map(Shell.Account::name).orElse(null), links);
    }

    private String samePath(Shell.Account other) {
        int rest = shell.path().indexOf('/', "/a/".length());
        return rest < 0 ? other.url() : other.url() + shell.path().substring(rest);
    }
}
