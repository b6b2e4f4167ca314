package io.slipway.console;

import io.slipway.account.Permission;
import io.slipway.console.HomeSection.Attention;
import io.slipway.console.HomeSection.Count;
import io.slipway.console.HomeSection.FirstStep;
import io.slipway.console.HomeSection.Item;
import io.slipway.db.AccountTx;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What an account's Home page shows, gathered from every feature. */
public record Home(List<Attention> attention, List<Count> counts, List<FirstStep> firstSteps) {
    static Home of(AccountTx tx, List<HomeSection> sections, Predicate<Permission> may) {
        List<Item> items = sections.stream()
                .flatMap(section -> section.items(tx).stream())
                .map(Item.class::cast)
                .toList();
        return new Home(
                of(items, Attention.class)
                        .filter(attention -> may.test(attention.needs()))
                        .sorted(Comparator.comparing(Attention::severity))
                        .toList(),
                of(items, Count.class).toList(),
                of(items, FirstStep.class).toList());
    }

    public long stepsDone() {
        return firstSteps.stream().filter(FirstStep::done).count();
    }

    public boolean isNew() {
        return stepsDone() < firstSteps.size();
    }

    private static <T> Stream<T> of(List<Item> items, Class<T> kind) {
        return items.stream().filter(kind::isInstance).map(kind::cast);
    }
}
