/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.app;

import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import io.vitrine.audit.AuditConfig;
import io.vitrine.audit.out.postgres.TrailRepository;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * The end of the trail, watched once for all who follow it and only while somebody waits. It is the database that is
 * asked, so entries that another replica added wake them up as well.
 */
@ApplicationScoped
class TrailTail {

    private static final Logger LOG = Logger.getLogger(TrailTail.class);
    private static final long UNKNOWN = -1;

    private final Transactions transactions;
    private final TrailRepository trail;
    private final Multi<Long> ends;

    TrailTail(Transactions transactions, TrailRepository trail, AuditConfig config, Vertx vertx) {
        Executor context = MutinyHelper.executor(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
        this.transactions = transactions;
        this.trail = trail;
        this.ends = Multi.createFrom()
                .ticks()
                .every(config.stream().tailInterval())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick ->
                        position().runSubscriptionOn(context).onFailure().recoverWithItem(TrailTail::unknown))
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

    private static long unknown(Throwable cause) {
        LOG.debug("The end of the trail cannot be read just now", cause);
        return UNKNOWN;
    }
}
