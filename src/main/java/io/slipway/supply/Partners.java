package io.slipway.supply;

import static io.slipway.account.Permission.MANAGE_GRANTS;
import static io.slipway.account.Permission.VIEW_ACCOUNT;
import static io.slipway.account.Permission.VIEW_GRANTS;
import static io.slipway.account.Permission.VIEW_SUPPLY;

import io.quarkus.arc.All;
import io.slipway.account.AccountSlug;
import io.slipway.account.Acting;
import io.slipway.account.Permission;
import io.slipway.console.PartnerSection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What connects an account with other companies, as far as the caller's roles open it. */
@ApplicationScoped
class Partners {
    private final Acting acting;
    private final SupplyGrants grants;
    private final List<PartnerSection> sections;

    Partners(Acting acting, SupplyGrants grants, @All List<PartnerSection> sections) {
        this.acting = acting;
        this.grants = grants;
        this.sections = sections.stream()
                .sorted(Comparator.comparing(PartnerSection::place))
                .toList();
    }

    PartnerFacts facts(AccountSlug account) {
        boolean operates = acting.may(account, VIEW_GRANTS);
        boolean supplies = acting.may(account, VIEW_SUPPLY);
        return new PartnerFacts(
                operates,
                supplies,
                acting.denied(account, MANAGE_GRANTS).orElse(null),
                operates ? grants.given(account) : List.of(),
                supplies ? grants.received(account) : List.of(),
                parts(account));
    }

    private List<PartnerSection.Part> parts(AccountSlug account) {
        Predicate<Permission> may = permission -> acting.may(account, permission);
        return acting.in(account, VIEW_ACCOUNT, tx -> sections.stream()
                .filter(section -> may.test(section.needs()))
                .map(section -> section.part(tx).open(may))
                .toList());
    }
}
