package io.slipway.hub;

import io.slipway.plugin.Setting;
import io.slipway.plugin.SettingsSchema;
import io.slipway.spi.HubConnector;
import io.slipway.web.Choice;
import io.slipway.web.Form;
import io.slipway.web.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of a hub's form that one connector asks for; its field names begin with the connector's own. */
record ConnectorForm(String name, String label, List<Setting> settings) {
    static ConnectorForm of(HubConnector connector) {
        return new ConnectorForm(
                connector.name(),
                connector.label(),
                SettingsSchema.of(connector.settingsSchema()).settings());
    }

    public String field(Setting setting) {
        return field(setting.name());
    }

    public String hostField() {
        return name + "-host";
    }

    public List<Choice> choices(Setting setting) {
        return setting.choices().stream()
                .map(choice -> Choice.of(choice, choice))
                .toList();
    }

    public boolean isBuiltIn() {
        return HostNames.isBuiltIn(name);
    }

    /** A new hub's form, with what applies when nothing is entered. */
    Form withDefaults(Form form) {
        for (Setting setting : settings) {
            form = form.with(field(setting), setting.byDefault());
        }
        return form;
    }

    /** A stored hub's form, secrets left out. */
    Form with(Form form, Map<String, Object> stored) {
        for (Setting setting : settings) {
            form = form.with(field(setting), stored.get(setting.name()));
        }
        return form;
    }

    /** What was entered; a browser sends nothing for a box that is not ticked. */
    Map<String, Object> entered(Form form) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Setting setting : settings) {
            String value = form.value(field(setting));
            values.put(setting.name(), setting.kind() == Setting.Kind.BOOLEAN ? !value.isEmpty() : value);
        }
        return values;
    }

    /** The form again with what is wrong; a secret that was typed is typed again rather than written into the page. */
    Form refused(Form form, Problem problem) {
        Map<String, String> errors = new LinkedHashMap<>();
        problem.fields().forEach((field, sentence) -> errors.put(fieldOf(field), sentence));
        Form shown = errors.isEmpty() ? form.refusedWith(problem) : form.withErrors(errors);
        for (Setting setting : settings) {
            shown = setting.isSecret() ? shown.with(field(setting), null) : shown;
        }
        return shown;
    }

    private String fieldOf(String problemField) {
        if (problemField.equals("hostName")) {
            return isBuiltIn() ? "name" : hostField();
        } else if (problemField.equals("settings")) {
            return "";
        }
        return problemField.startsWith("settings.")
                ? field(problemField.substring("settings.".length()))
                : problemField;
    }

    private String field(String setting) {
        return name + "-" + setting;
    }
}
