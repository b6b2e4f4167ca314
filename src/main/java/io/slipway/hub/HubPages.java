package io.slipway.hub;

import static io.slipway.account.Permission.MANAGE_HUBS;
import static io.slipway.account.Permission.VIEW_HUBS;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.slipway.account.AccountSlug;
import io.slipway.account.Needs;
import io.slipway.plugin.Connectors;
import io.slipway.web.Form;
import io.slipway.web.FormReply;
import io.slipway.web.Problem;
import io.slipway.web.Shell;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** An account's hubs for people. */
@Authenticated
@Path("/a/{account}/hubs")
@Produces(MediaType.TEXT_HTML)
public class HubPages {
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance list(
                AccountSlug account, List<Hub> hubs, List<HubsOfOthers.Lent> lent, String denied);

        static native TemplateInstance create(
                AccountSlug account, List<ConnectorForm> connectors, String hostName, Form form);

        static native TemplateInstance hub(HubPage page, Form form);

        static native TemplateInstance settings(HubAddress address, ConnectorForm connector, Form form);
    }

    private final Hubs hubs;
    private final HubLinks links;
    private final HubSettings settings;
    private final HostNames hostNames;
    private final Connectors connectors;
    private final HubRights rights;
    private final Shell shell;

    HubPages(
            Hubs hubs,
            HubLinks links,
            HubSettings settings,
            HostNames hostNames,
            Connectors connectors,
            HubRights rights,
            Shell shell) {
        this.hubs = hubs;
        this.links = links;
        this.settings = settings;
        this.hostNames = hostNames;
        this.connectors = connectors;
        this.rights = rights;
        this.shell = shell;
    }

    @GET
    @Needs(VIEW_HUBS)
    public TemplateInstance list(@PathParam("account") AccountSlug account) {
        return Templates.list(account, hubs.all(account), hubs.lent(account), rights.denied(account));
    }

    @GET
    @Path("new")
    @Needs(MANAGE_HUBS)
    public TemplateInstance create(@PathParam("account") AccountSlug account) {
        Form form = Form.empty().with("connector", installed().get(0).name());
        for (ConnectorForm connector : installed()) {
            form = connector.withDefaults(form);
        }
        return createForm(account, form);
    }

    @POST
    @Needs(MANAGE_HUBS)
    public Response create(@PathParam("account") AccountSlug account, MultivaluedMap<String, String> submitted) {
        Form form = Form.of(submitted);
        ConnectorForm connector = installed().stream()
                .filter(known -> known.name().equals(form.value("connector")))
                .findFirst()
                .orElse(installed().get(0));
        try {
            Hub hub = hubs.create(
                    account,
                    new HubDetails(
                            form.value("name"),
                            connector.name(),
                            form.value(connector.hostField()),
                            connector.entered(form),
                            capacity(form)));
            shell.say("success", "The hub " + hub.name() + " is there. Link it to a scope to allocate devices to it.");
            return FormReply.to(HubAddress.of(account, hub).page());
        } catch (Problem problem) {
            return FormReply.refused(problem, () -> createForm(account, connector.refused(form, problem)));
        }
    }

    @GET
    @Path("{hub}")
    @Needs(VIEW_HUBS)
    public TemplateInstance hub(@PathParam("account") AccountSlug account, @PathParam("hub") HubName name) {
        return Templates.hub(page(account, name), Form.empty());
    }

    @GET
    @Path("{hub}/settings")
    @Needs(MANAGE_HUBS)
    public TemplateInstance settings(@PathParam("account") AccountSlug account, @PathParam("hub") HubName name) {
        Hub hub = hubs.get(account, name);
        ConnectorForm connector = ConnectorForm.of(connectors.of(hub.connector()));
        Form form = connector.with(
                Form.empty().with("version", hub.version()).with("capacity", hub.capacity()),
                settings.read(hub.settings()));
        return Templates.settings(HubAddress.of(account, hub), connector, form);
    }

    @POST
    @Path("{hub}/settings")
    @Needs(MANAGE_HUBS)
    public Response change(
            @PathParam("account") AccountSlug account,
            @PathParam("hub") HubName name,
            MultivaluedMap<String, String> submitted) {
        Form form = Form.of(submitted);
        Hub hub = hubs.get(account, name);
        HubAddress address = HubAddress.of(account, hub);
        ConnectorForm connector = ConnectorForm.of(connectors.of(hub.connector()));
        try {
            hubs.change(
                    account,
                    name,
                    new HubChange(connector.entered(form), capacity(form)),
                    form.version().orElse(null));
            shell.say("success", "The connection was tested and the settings are saved.");
            return FormReply.to(address.page());
        } catch (Problem problem) {
            return FormReply.refused(
                    problem, () -> Templates.settings(address, connector, connector.refused(form, problem)));
        }
    }

    @POST
    @Path("{hub}/checks")
    @Needs(MANAGE_HUBS)
    public Response check(@PathParam("account") AccountSlug account, @PathParam("hub") HubName name) {
        Hub hub = hubs.check(account, name);
        boolean healthy = hub.health().equals("healthy");
        shell.say(
                healthy ? "success" : "danger",
                (healthy ? "The connection works. " : "The connection does not work. ") + hub.healthDetail());
        return FormReply.to(HubAddress.of(account, hub).page());
    }

    @POST
    @Path("{hub}/deletion")
    @Needs(MANAGE_HUBS)
    public Response delete(@PathParam("account") AccountSlug account, @PathParam("hub") HubName name) {
        try {
            hubs.delete(account, name, null);
            shell.say("success", "The hub " + name + " is deleted.");
            return FormReply.to(account.to("hubs"));
        } catch (Problem problem) {
            return FormReply.refused(
                    problem,
                    () -> Templates.hub(page(account, name), Form.empty().refusedWith(problem)));
        }
    }

    private HubPage page(AccountSlug account, HubName name) {
        Hub hub = hubs.get(account, name);
        return new HubPage(
                HubAddress.of(account, hub),
                hub,
                connectors.find(hub.connector()).map(ConnectorForm::of).orElse(null),
                hubs.use(account, name),
                links.ofHub(account, name),
                hubs.history(account, name),
                connectors.directory(hub.connector()).isPresent(),
                rights.denied(account));
    }

    private TemplateInstance createForm(AccountSlug account, Form form) {
        return Templates.create(account, installed(), hostNames.builtIn(account, "west"), form);
    }

    private List<ConnectorForm> installed() {
        return connectors.installed().stream().map(ConnectorForm::of).toList();
    }

    private static Integer capacity(Form form) {
        String text = form.value("capacity").replaceAll("[ ,.]", "");
        if (text.isEmpty()) {
            return null;
        }
        // What is no number is out of range, and the use case says so.
        return text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : Integer.valueOf(0);
    }
}
