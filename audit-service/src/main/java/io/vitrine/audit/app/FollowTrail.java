/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import io.vitrine.audit.AuditConfig;
import io.vitrine.audit.domain.AuditEntry;
import io.vitrine.audit.domain.Stretch;
import io.vitrine.audit.domain.TrailFilter;
import io.vitrine.audit.domain.UnknownPosition;
import io.vitrine.audit.domain.View;
import io.vitrine.audit.out.postgres.TrailRepository;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;

/** Follows the trail as it grows. */
@ApplicationScoped
public class FollowTrail {

    private final Transactions transactions;
    private final TrailRepository trail;
    private final TrailTail tail;
    private final AuditConfig.Stream config;
    private final Clock clock = Clock.systemUTC();

    FollowTrail(Transactions transactions, TrailRepository trail, TrailTail tail, AuditConfig config) {
        this.transactions = transactions;
        this.trail = trail;
        this.tail = tail;
        this.config = config.stream();
    }

    /**
     * The position to begin after: the one asked for, or the newest. Fails with {@link UnknownPosition} where the trail
     * has not reached the one asked for.
     */
    public Uni<Long> start(OptionalLong asked) {
        return tail.position().map(newest -> {
            if (asked.orElse(newest) > newest) {
                throw new UnknownPosition(asked.getAsLong(), newest);
            }
            return asked.orElse(newest);
        });
    }

    /**
     * The entries later than position {@code start}, oldest first, without end. Only what the reader asks for is read,
     * a page at a time, so a slow one holds no more than a page in memory.
     *
     * @return pages in order; an empty one is a sign of life: the first, and when nothing was sent for a while
     */
    public Multi<List<AuditEntry>> follow(TrailFilter filter, View view, long start) {
        Executor context = MutinyHelper.executor(Vertx.currentContext());
        return new Follower(
                        stretch -> read(filter, view, stretch).runSubscriptionOn(context),
                        tail,
                        config.heartbeat(),
                        clock,
                        context)
                .follow(start, config.pageSize());
    }

    private Uni<List<AuditEntry>> read(TrailFilter filter, View view, Stretch stretch) {
        return transactions.read(tx -> trail.next(tx, filter, view, stretch, config.pageSize()));
    }
}
