/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.timer;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vitrine.export.app.ApplyRules;
import io.vitrine.export.app.ExpireArtefacts;
import io.vitrine.export.app.FreezeImage;
import io.vitrine.export.app.RemoveArtefacts;
import io.vitrine.export.app.TakeJobs;
import jakarta.enterprise.context.ApplicationScoped;

/** What is done without being asked. Every replica does it; the rounds share the work by claims in the database. */
@ApplicationScoped
class Housekeeping {

    private final TakeJobs jobs;
    private final ExpireArtefacts expire;
    private final RemoveArtefacts remove;
    private final FreezeImage freeze;
    private final ApplyRules rules;

    Housekeeping(TakeJobs jobs, ExpireArtefacts expire, RemoveArtefacts remove, FreezeImage freeze, ApplyRules rules) {
        this.jobs = jobs;
        this.expire = expire;
        this.remove = remove;
        this.freeze = freeze;
        this.rules = rules;
    }

    @Scheduled(every = "${vitrine.export.jobs.interval:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> jobs() {
        return jobs.round();
    }

    /** Beside the jobs, which a slow catalog must not hold up. */
    @Scheduled(every = "${vitrine.export.jobs.interval:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> rules() {
        return rules.round();
    }

    /** Beside the jobs, too. */
    @Scheduled(every = "${vitrine.export.jobs.interval:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> freezes() {
        return freeze.round();
    }

    @Scheduled(every = "${vitrine.export.cache.interval:10s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> cache() {
        return expire.round().chain(remove::round).chain(jobs::forget);
    }

    @Scheduled(every = "${vitrine.export.cache.orphan-interval:10m}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> orphans() {
        return remove.orphans();
    }
}
