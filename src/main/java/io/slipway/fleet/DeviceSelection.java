package io.slipway.fleet;

import io.slipway.account.AccountSlug;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    record OfScope(String idScope, List<String> ids, long matching) {
        public String joined() {
            return String.join("\n", ids);
        }
    }

    /** What the next page narrows its devices to. */
    public Map<String, String> conditions(OfScope scope) {
        Map<String, String> conditions = new LinkedHashMap<>(filter.conditions().written());
        conditions.put("scope", scope.idScope());
        return conditions;
    }
}
