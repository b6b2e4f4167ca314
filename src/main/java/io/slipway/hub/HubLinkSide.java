package io.slipway.hub;

import io.slipway.account.AccountSlug;
import io.slipway.account.Permission;
import io.slipway.scope.IdScope;

/** A hub link as one of its two companies comes to it: below its scope, or below its hub. */
public sealed interface HubLinkSide {
    AccountSlug account();

    HubLinkId link();

    Permission viewing();

    Permission managing();

    /** From the scope's company. */
    record OfScope(AccountSlug account, IdScope idScope, HubLinkId link) implements HubLinkSide {
        @Override
        public Permission viewing() {
            return Permission.VIEW_SCOPES;
        }

        @Override
        public Permission managing() {
            return Permission.MANAGE_SCOPES;
        }
    }

    /** From the hub's company. */
    record OfHub(AccountSlug account, HubName hub, HubLinkId link) implements HubLinkSide {
        @Override
        public Permission viewing() {
            return Permission.VIEW_HUBS;
        }

        @Override
        public Permission managing() {
            return Permission.MANAGE_HUBS;
        }
    }
}
