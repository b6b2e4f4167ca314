package io.slipway.audit;

import io.slipway.account.Account;
import io.slipway.account.AccountSlug;
import io.slipway.web.Choice;
import io.slipway.web.Form;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The Activity page of an account under one filter, and the addresses that lead on from there. */
record Activity(AccountSlug account, EventFilter filter, boolean isFirstPage, Trails.TrailPage page) {
    /** A filter in force, and the address without it. */
    record Chip(String label, String href) {}

    public List<Event> events() {
        return page.events().rows();
    }

    /** What the chain holds, where the list shows all of it. */
    public Long total() {
        return filter.isAll() ? page.chain().map(ChainState::sequence).orElse(null) : null;
    }

    public ChainState chain() {
        return page.chain().orElse(null);
    }

    public String partner(Event event) {
        Account partner = page.partners().get(event.actorAccount());
        return partner == null ? "another company" : partner.name();
    }

    public Form form() {
        Form form = Form.empty();
        for (Map.Entry<String, String> field : fields().entrySet()) {
            form = form.with(field.getKey(), field.getValue());
        }
        return form;
    }

    public List<Choice> actions() {
        return page.actions().stream()
                .map(action -> Choice.of(action, label(action)))
                .toList();
    }

    public List<Chip> chips() {
        return fields().entrySet().stream()
                .map(field -> new Chip(words(field.getKey()) + field.getValue(), with(Map.of(field.getKey(), ""))))
                .toList();
    }

    public String byActor(Event event) {
        return with(Map.of("actor", event.actorName()));
    }

    public String byAction(Event event) {
        return with(Map.of("action", event.action()));
    }

    public String byObject(Event event) {
        return with(Map.of("objectType", event.objectType(), "objectId", event.objectId()));
    }

    public String byScope(Event event) {
        return with(Map.of("scope", event.idScope()));
    }

    public String first() {
        return isFirstPage ? null : with(Map.of());
    }

    public String next() {
        return page.events().next() == null
                ? null
                : with(Map.of("before", page.events().next()));
    }

    /** Of the time chosen; the other filters would cut the chain. */
    public String export(String format) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("format", format);
        query.put("from", filter.from());
        query.put("to", filter.to());
        return address(account.to("activity/export"), query);
    }

    /** Whether there are filters that an export does not keep to. */
    public boolean exportsMore() {
        return fields().keySet().stream().anyMatch(field -> !field.equals("from") && !field.equals("to"));
    }

    public String apiPath() {
        return address("/api/v1/a/" + account + "/events", fields());
    }

    /** These filters with some changed; an empty text removes one, a cursor never stays. */
    private String with(Map<String, String> changes) {
        Map<String, String> query = fields();
        query.putAll(changes);
        return address(account.to("activity"), query);
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("actor", filter.actor());
        fields.put("action", filter.action());
        fields.put("objectType", filter.objectType());
        fields.put("objectId", filter.objectId());
        fields.put("scope", filter.scope());
        fields.put("from", filter.from());
        fields.put("to", filter.to());
        fields.values().removeIf(value -> value == null);
        return fields;
    }

    private static String address(String path, Map<String, String> query) {
        String text = query.entrySet().stream()
                .filter(field -> field.getValue() != null && !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return text.isEmpty() ? path : path + "?" + text;
    }

    private static String label(String action) {
        int dot = action.indexOf('.');
        String kind = Event.words(action.substring(0, dot));
        return Character.toUpperCase(kind.charAt(0)) + kind.substring(1) + " " + Event.words(action.substring(dot + 1));
    }

    private static String words(String field) {
        return switch (field) {
            case "actor" -> "By ";
            case "action" -> "Action ";
            case "objectType" -> "Kind ";
            case "objectId" -> "Object ";
            case "scope" -> "Scope ";
            case "from" -> "Since ";
            default -> "Until ";
        };
    }
}
