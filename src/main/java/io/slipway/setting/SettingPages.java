package io.slipway.setting;

import static io.slipway.account.Permission.MANAGE_ACCOUNT;
import static io.slipway.account.Permission.VIEW_MEMBERS;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.account.Needs;
import io.slipway.web.Form;
import io.slipway.web.FormReply;
import io.slipway.web.Problem;
import io.slipway.web.Shell;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What an account decides about itself, for its admins. */
@Authenticated
@Path("/a/{account}/settings")
@Produces(MediaType.TEXT_HTML)
public class SettingPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance settings(AccountSlug account, Form form, boolean sendsMail, String denied);
    }

    private final AccountSettings settings;
    private final Acting acting;
    private final Shell shell;
    private final boolean sendsMail;

    SettingPages(
            AccountSettings settings,
            Acting acting,
            Shell shell,
            @ConfigProperty(name = "slipway.mail.host") Optional<String> mailHost) {
        this.settings = settings;
        this.acting = acting;
        this.shell = shell;
        this.sendsMail = mailHost.isPresent();
    }

    @GET
    @Needs(VIEW_MEMBERS)
    public TemplateInstance settings(@PathParam("account") AccountSlug account) {
        AccountSettings.Current current = settings.get(account);
        SettingDetails details = current.details();
        Form form = Form.empty()
                .with("version", current.version())
                .with("approvalAbove", details.approvalAbove())
                .with("noticesTo", String.join("\n", details.noticesTo()));
        return page(account, form);
    }

    @POST
    @Needs(MANAGE_ACCOUNT)
    public Response change(
            @PathParam("account") AccountSlug account,
            @FormParam("approvalAbove") String approvalAbove,
            @FormParam("noticesTo") String noticesTo,
            @FormParam("version") String version) {
        Form form = Form.empty()
                .with("version", version)
                .with("approvalAbove", approvalAbove)
                .with("noticesTo", noticesTo);
        try {
            settings.change(
                    account,
                    new SettingDetails(number(approvalAbove), addresses(noticesTo)),
                    form.version().orElse(null));
            shell.say("success", "The settings are saved.");
            return FormReply.to(account.to("settings"));
        } catch (Problem problem) {
            return Response.status(problem.type().status())
                    .entity(page(account, form.refusedWith(problem)))
                    .build();
        }
    }

    private TemplateInstance page(AccountSlug account, Form form) {
        String denied =
                acting.may(account, MANAGE_ACCOUNT) ? null : "Only account admins change this. Ask one of yours.";
        return Templates.settings(account, form, sendsMail, denied);
    }

    /** One on each line; commas and semicolons come with pasted lists. */
    private static List<String> addresses(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("[\\r\\n,;]+"))
                        .map(String::strip)
                        .filter(address -> !address.isEmpty())
                        .toList();
    }

    private static Integer number(String text) {
        try {
            return text == null || text.isBlank() ? null : Integer.valueOf(text.strip());
        } catch (NumberFormatException e) {
            throw Problem.invalid("approvalAbove", "Give a number of devices, or nothing if one person is enough.");
        }
    }
}
