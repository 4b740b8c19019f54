/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.app;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vitrine.audit.AuditConfig;
import io.vitrine.audit.out.postgres.TrailRepository;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * The end of the trail, watched once for all who follow it and only while somebody waits. It is the database that is
 * asked, so entries that another replica added wake them up as well.
 */
@ApplicationScoped
class TrailTail {

    private static final Logger LOG = Logger.getLogger(TrailTail.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final TrailRepository trail;
    private final Multi<Long> ends;

    TrailTail(Transactions transactions, TrailRepository trail, AuditConfig config, Vertx vertx) {
        Context root = vertx.getOrCreateContext();
        this.transactions = transactions;
        this.trail = trail;
        this.ends = Multi.createFrom()
                .ticks()
                .every(config.stream().tailInterval())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> position()
                        .runSubscriptionOn(fresh(root))
                        .onFailure()
                        .invoke(e -> LOG.warn("The end of the trail cannot be read just now; trying again", e))
                        .onFailure()
                        .retry()
                        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                        .indefinitely())
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
    }

    /** The position of the newest entry. */
    Uni<Long> position() {
        return transactions.read(trail::lastPosition);
    }

    /** The position of the newest entry, once it is later than {@code position}. */
    Uni<Long> beyond(long position) {
        return ends.filter(end -> end > position).toUni();
    }

    // The session in use is kept in the context, and a look that nobody waits for any more may still be at work there.
    private static Executor fresh(Context root) {
        Context context = VertxContext.createNewDuplicatedContext(root);
        VertxContextSafetyToggle.setContextSafe(context, true);
        return MutinyHelper.executor(context);
    }
}
