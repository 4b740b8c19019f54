/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.tx;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/** Runs work in a transaction of its own: committed when the work's result is there, rolled back when it fails. */
@ApplicationScoped
public class Transactions {

    private final Mutiny.SessionFactory sessions;

    Transactions(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Runs {@code work} in a new transaction. */
    public <T> Uni<T> run(Function<Tx, Uni<T>> work) {
        return finished(() -> sessions.withStatelessTransaction(session -> work.apply(new Tx(session))));
    }

    /** Runs work that only reads: each statement sees what is committed when it begins. */
    public <T> Uni<T> read(Function<Tx, Uni<T>> work) {
        return finished(() -> sessions.withStatelessSession(session -> work.apply(new Tx(session))));
    }

    /**
     * Runs work that changes something by one statement, which is a transaction by itself: what the work has read before may
     * be otherwise by then.
     */
    public <T> Uni<T> changeOnce(Function<Tx, Uni<T>> work) {
        return read(work);
    }

    // Memoizing keeps a cancellation (a client that went away) from the session, which would never be closed.
    private static <T> Uni<T> finished(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> work.get().memoize().indefinitely());
    }
}
