/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.smallrye.mutiny.Uni;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.domain.ImagePolicy;
import io.vitrine.catalog.domain.Task;
import io.vitrine.catalog.domain.TaskQuery;
import io.vitrine.catalog.out.postgres.TaskRepository;
import io.vitrine.kit.identity.Caller;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Shows the tasks of all projects to admins. */
@ApplicationScoped
public class ShowAllTasks {

    private final Transactions transactions;
    private final TaskRepository tasks;
    private final ImagePolicy policy;
    private final Clock clock;

    ShowAllTasks(Transactions transactions, TaskRepository tasks, ImagePolicy policy, Clock clock) {
        this.transactions = transactions;
        this.tasks = tasks;
        this.policy = policy;
        this.clock = clock;
    }

    /** Refuses everyone but admins. */
    public void requireAllowed(Caller caller) {
        policy.requireTasks(caller);
    }

    /** A page of the tasks. */
    public Uni<List<Task>> list(Caller caller, TaskQuery query) {
        policy.requireTasks(caller);
        return transactions.read(
                tx -> marker(tx, query).flatMap(marker -> tasks.page(tx, query, marker, clock.instant())));
    }

    /** One task. */
    public Uni<Task> show(Caller caller, UUID id) {
        policy.requireTasks(caller);
        return transactions
                .read(tx -> tasks.find(tx, id, clock.instant()))
                .map(found -> found.orElseThrow(() -> new CatalogError.NotFound("Task not found with ID " + id + ".")));
    }

    private Uni<Optional<Task>> marker(Tx tx, TaskQuery query) {
        if (query.marker().isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        UUID marker = query.marker().get();
        return tasks.find(tx, marker, clock.instant()).invoke(found -> {
            if (found.isEmpty()) {
                throw new CatalogError.Invalid("Invalid marker: there is no task " + marker + ".");
            }
        });
    }
}
