package io.slipway.account;

import io.slipway.db.AccountId;
import java.util.List;

/** A company as another company that deals with it sees it. */
public record Account(AccountId accountId, String slug, String name, List<String> capabilities) {}
