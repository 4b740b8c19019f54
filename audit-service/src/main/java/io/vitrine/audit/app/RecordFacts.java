/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.app;

import static java.util.stream.Collectors.toSet;

import io.smallrye.mutiny.Uni;
import io.vitrine.audit.domain.Fact;
import io.vitrine.audit.domain.NoticedGap;
import io.vitrine.audit.domain.SequenceCheck;
import io.vitrine.audit.domain.SequenceGap;
import io.vitrine.audit.domain.Series;
import io.vitrine.audit.out.postgres.GapRepository;
import io.vitrine.audit.out.postgres.TrailRepository;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Puts what was heard on record: each fact once, however often it is heard, and every gap in the sequences. */
@ApplicationScoped
public class RecordFacts {

    private final Transactions transactions;
    private final TrailRepository trail;
    private final GapRepository gaps;
    private final TrailReport report;
    private final Clock clock = Clock.systemUTC();

    RecordFacts(Transactions transactions, TrailRepository trail, GapRepository gaps, TrailReport report) {
        this.transactions = transactions;
        this.trail = trail;
        this.gaps = gaps;
        this.report = report;
    }

    /** Records all of the facts or, when this fails, none. */
    public Uni<Void> record(List<Fact> facts) {
        return transactions
                .run(tx -> trail.lock(tx)
                        .chain(() -> trail.unrecorded(tx, facts))
                        .chain(fresh ->
                                fresh.isEmpty() ? Uni.createFrom().item(Outcome.NOTHING_NEW) : append(tx, fresh)))
                .invoke(outcome -> report.say(facts.size(), outcome))
                .replaceWithVoid();
    }

    private Uni<Outcome> append(Tx tx, List<Fact> fresh) {
        Instant now = clock.instant();
        Set<Series> series = fresh.stream().map(Fact::series).collect(toSet());
        Set<UUID> images = series.stream().map(Series::imageId).collect(toSet());
        return gaps.highest(tx, series)
                .map(highest -> new SequenceCheck(highest).gapsIn(fresh))
                .chain(found -> trail.append(tx, fresh, now)
                        .chain(() -> gaps.open(tx, found, now))
                        .chain(() -> gaps.heal(tx, images, now))
                        .map(healed -> new Outcome(fresh.size(), found, healed)));
    }

    /** What recording some facts came to: how many were new, which gaps they opened and which they closed. */
    record Outcome(int recorded, List<SequenceGap> found, List<NoticedGap> healed) {
        static final Outcome NOTHING_NEW = new Outcome(0, List.of(), List.of());
    }
}
