/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.ImagePolicy;
import io.vitrine.catalog.domain.ImagePolicy.Action;
import io.vitrine.catalog.domain.Task;
import io.vitrine.catalog.out.postgres.TaskRepository;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Shows an image's tasks: imports under way, imports that ended lately, and uploads that failed lately. */
@ApplicationScoped
public class ShowTasks {

    private final Transactions transactions;
    private final ImageAccess access;
    private final TaskRepository tasks;
    private final ImagePolicy policy;
    private final Clock clock;

    ShowTasks(Transactions transactions, ImageAccess access, TaskRepository tasks, ImagePolicy policy, Clock clock) {
        this.transactions = transactions;
        this.access = access;
        this.tasks = tasks;
        this.policy = policy;
        this.clock = clock;
    }

    /** The tasks the caller may know of, oldest first. */
    public Uni<List<Task>> list(Caller caller, UUID id) {
        return transactions.read(tx -> access.read(tx, caller, id, Action.SHOW)
                .flatMap(image -> tasks.list(tx, id, clock.instant())
                        .map(all -> all.stream()
                                .filter(task -> policy.maySeeTask(caller, image, task))
                                .toList())));
    }
}
