/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.audit.app;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vitrine.audit.domain.AuditEntry;
import io.vitrine.audit.domain.Stretch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** One reader's way along the trail: where it is, and when it last heard from us. */
final class Follower {

    private static final Duration NEXT_TO_NOTHING = Duration.ofMillis(1);

    private final Function<Stretch, Uni<List<AuditEntry>>> read;
    private final TrailTail tail;
    private final Duration heartbeat;
    private final Clock clock;
    private final Executor context;
    private long position;
    private long end;
    private Instant lastSign = Instant.EPOCH;

    /**
     * @param read gives the first entries of a stretch that this reader may see: all of them, or a full page
     * @param context where the reader's request lives
     */
    Follower(
            Function<Stretch, Uni<List<AuditEntry>>> read,
            TrailTail tail,
            Duration heartbeat,
            Clock clock,
            Executor context) {
        this.read = read;
        this.tail = tail;
        this.heartbeat = heartbeat;
        this.clock = clock;
        this.context = context;
    }

    /** The pages later than {@code after}, each read when it is asked for; an empty one is a sign of life, as the first. */
    Multi<List<AuditEntry>> follow(long after, int pageSize) {
        position = after;
        return Multi.createBy()
                .repeating()
                .uni(() -> next(pageSize))
                .indefinitely()
                .filter(this::isWorthSending);
    }

    private Uni<List<AuditEntry>> next(int pageSize) {
        return position < end
                ? page(pageSize)
                : tail.beyond(position)
                        .ifNoItem()
                        .after(untilHeartbeat())
                        .recoverWithItem(position)
                        .emitOn(context)
                        .invoke(reached -> end = reached)
                        .chain(reached -> reached > position
                                ? page(pageSize)
                                : Uni.createFrom().item(List.of()));
    }

    private Uni<List<AuditEntry>> page(int pageSize) {
        return read.apply(new Stretch(position, end))
                .invoke(entries -> position =
                        entries.size() < pageSize ? end : entries.getLast().position());
    }

    // Entries that this reader may not see move its position along in silence, so only the clock says when to speak.
    private boolean isWorthSending(List<AuditEntry> entries) {
        boolean worth = !entries.isEmpty() || untilHeartbeat().equals(NEXT_TO_NOTHING);
        if (worth) {
            lastSign = clock.instant();
        }
        return worth;
    }

    private Duration untilHeartbeat() {
        Duration left = Duration.between(clock.instant(), lastSign.plus(heartbeat));
        return left.compareTo(NEXT_TO_NOTHING) > 0 ? left : NEXT_TO_NOTHING;
    }
}
