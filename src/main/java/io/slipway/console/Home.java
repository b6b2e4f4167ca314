package io.slipway.console;

import io.slipway.console.HomeSection.Attention;
import io.slipway.console.HomeSection.Count;
import io.slipway.console.HomeSection.FirstStep;
import io.slipway.console.HomeSection.Trend;
import io.slipway.db.AccountTx;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;

/** What an account's Home page shows, gathered from every feature. */
public record Home(List<Attention> attention, List<Count> counts, List<FirstStep> firstSteps, List<Trend> trends) {
    static Home of(AccountTx tx, List<HomeSection> sections) {
        return new Home(
                gather(tx, sections, HomeSection::attention).stream()
                        .sorted(Comparator.comparing(Attention::severity))
                        .toList(),
                gather(tx, sections, HomeSection::counts),
                gather(tx, sections, HomeSection::firstSteps),
                gather(tx, sections, HomeSection::trends));
    }

    public long stepsDone() {
        return firstSteps.stream().filter(FirstStep::done).count();
    }

    public boolean isNew() {
        return stepsDone() < firstSteps.size();
    }

    private static <T> List<T> gather(
            AccountTx tx, List<HomeSection> sections, BiFunction<HomeSection, AccountTx, List<T>> part) {
        return sections.stream()
                .flatMap(section -> part.apply(section, tx).stream())
                .toList();
    }
}
