package io.slipway.fleet;

import io.slipway.account.AccountSlug;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Devices that were ticked in the list, by their scope, since each further step is of one scope.
 *
 * @param actions what the person may go on to
 */
record DeviceSelection(AccountSlug account, DeviceFilter filter, List<OfScope> scopes, List<Action> actions) {
    /** A page that takes a selection. */
    record Action(String label, String href, String icon) {}

    /**
     * Those of one scope.
     *
     * @param matching how many devices of the scope the list's filter finds
     */
    record OfScope(String idScope, List<String> ids, int matching) {
        public String joined() {
            return String.join("\n", ids);
        }
    }

    /** Whether the next page knows every condition of the list's filter. */
    public boolean offersAll() {
        return filter.holder() == null
                && filter.attestation() == null
                && !filter.elsewhere()
                && !"disabled".equals(filter.status());
    }

    public Map<String, String> conditions(OfScope scope) {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("scope", scope.idScope());
        conditions.put("q", filter.search().isEmpty() ? null : filter.search());
        conditions.put("group", filter.group());
        conditions.put("hub", filter.hub());
        conditions.put("lease", filter.lease() == null ? null : filter.lease().toString());
        conditions.put("status", filter.status());
        conditions.values().removeIf(Objects::isNull);
        return conditions;
    }
}
