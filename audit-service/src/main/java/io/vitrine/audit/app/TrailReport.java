/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.app;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vitrine.audit.domain.NoticedGap;
import io.vitrine.audit.domain.SequenceGap;
import io.vitrine.audit.out.postgres.GapRepository;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Tells operators what becomes of the facts: in metrics, and in the log what somebody should look into. */
@ApplicationScoped
class TrailReport {

    private static final Logger LOG = Logger.getLogger(TrailReport.class);

    private final Transactions transactions;
    private final GapRepository gaps;
    private final Counter recorded;
    private final Counter repeated;
    private final Counter found;
    private final Counter healed;
    private final AtomicLong open;

    TrailReport(MeterRegistry meters, Transactions transactions, GapRepository gaps) {
        this.transactions = transactions;
        this.gaps = gaps;
        recorded = meters.counter("vitrine.audit.facts.recorded");
        repeated = meters.counter("vitrine.audit.facts.repeated");
        found = meters.counter("vitrine.audit.gaps.found");
        healed = meters.counter("vitrine.audit.gaps.healed");
        open = meters.gauge("vitrine.audit.gaps.open", new AtomicLong());
    }

    void say(int heard, RecordFacts.Outcome outcome) {
        recorded.increment(outcome.recorded());
        repeated.increment(heard - outcome.recorded());
        found.increment(outcome.found().size());
        healed.increment(outcome.healed().size());
        outcome.found().forEach(TrailReport::warn);
        outcome.healed().forEach(TrailReport::reassure);
    }

    /** Replicas share the gaps, so each counts them in the database instead of adding up what it saw itself. */
    @Scheduled(every = "30s")
    Uni<Void> countOpenGaps() {
        return transactions.read(gaps::countOpen).invoke(open::set).replaceWithVoid();
    }

    private static void warn(SequenceGap gap) {
        LOG.warnf(
                "Facts are missing: expected sequence %d and got %d, topic=%s imageId=%s",
                gap.expected(), gap.got(), gap.series().topic(), gap.series().imageId());
    }

    private static void reassure(NoticedGap healed) {
        SequenceGap gap = healed.gap();
        LOG.infof(
                "Missing facts came in: sequences %d to %d, topic=%s imageId=%s",
                gap.expected(),
                gap.got() - 1,
                gap.series().topic(),
                gap.series().imageId());
    }
}
