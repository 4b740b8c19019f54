/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vitrine.contract.Actor;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.domain.JobState;
import io.vitrine.export.domain.Progress;
import io.vitrine.export.domain.Recipe;
import io.vitrine.export.domain.Requested;
import io.vitrine.export.domain.Source;
import io.vitrine.export.stack.Database;
import io.vitrine.export.stack.Disks;
import io.vitrine.export.stack.ExportStack;
import io.vitrine.export.stack.Exports;
import io.vitrine.export.stack.Images;
import io.vitrine.kit.flow.OnContext;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.kit.tx.Tx;
import io.vitrine.testkit.Servers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Whose turn it is. What is added here is seen by nobody else, since it is taken back in the same transaction. */
@QuarkusTest
@WithTestResource(ExportStack.class)
class QueueIT {

    private static final Duration CLAIM = Duration.ofMinutes(1);

    Servers servers;
    Images images;

    @Inject
    Transactions transactions;

    @Inject
    JobRepository jobs;

    @Inject
    Database database;

    @Test
    void take_givesEachProjectItsTurn() throws Throwable {
        List<ExportJob> all = List.of(job("a", "1"), job("a", "2"), job("a", "3"), job("b", "4"));

        assertThat(taken(all, tx -> jobs.take(tx, 2, 2, CLAIM))).containsExactlyInAnyOrder("1", "4");
    }

    @Test
    void take_keepsToTheBoundOfAProject_alsoLater() throws Throwable {
        List<ExportJob> all = List.of(job("a", "1"), job("a", "2"), job("a", "3"), job("b", "4"));

        assertThat(taken(all, tx -> jobs.take(tx, 10, 2, CLAIM))).containsExactlyInAnyOrder("1", "2", "4");
        assertThat(taken(all, tx -> jobs.take(tx, 10, 2, CLAIM).chain(() -> jobs.take(tx, 10, 2, CLAIM))))
                .isEmpty();
    }

    @Test
    void take_hasNobodyMakeWhatAnotherMakes() throws Throwable {
        List<ExportJob> all = List.of(job("a", "1"), job("b", "1"), job("b", "2"));

        assertThat(taken(all, tx -> jobs.take(tx, 10, 2, CLAIM))).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void replicas_takeOneAfterTheOther() throws Throwable {
        List<ExportJob> all = List.of(job("a", "1"), job("b", "2"));

        assertThat(taken(
                        all,
                        tx -> jobs.take(tx, 1, 2, CLAIM)
                                .call(first -> another()
                                        .invoke(second -> assertThat(second).isEmpty()))))
                .hasSize(1);
    }

    /** What another replica takes meanwhile. */
    private Uni<List<ExportJob>> another() {
        return Uni.createFrom()
                .voidItem()
                .emitOn(OnContext.beside())
                .chain(() -> transactions.run(tx -> jobs.take(tx, 10, 2, CLAIM)));
    }

    @Test
    void export_thatIsOneTooMany_isRefused_toItsProjectAlone() {
        Exports alt = Exports.of(servers, "alt");
        Exports demo = Exports.of(servers, "demo");
        UUID image = images.active(alt.token(), "raw", Disks.raw());
        UUID other = images.active(demo.token(), "raw", Disks.raw());
        String project = servers.tokens().projectOf("alt");
        database.run("INSERT INTO export_job (id, project, actor, image_id, source, format, options, cache_key, state,"
                + " stage, due_at) SELECT gen_random_uuid(), '" + project + "', '{}', gen_random_uuid(), '{}', 'RAW',"
                + " '{}', 'open ' || n, 'QUEUED', 'WAITING', now() + interval '1 h' FROM generate_series(1, 1000) n");
        try {
            alt.ask(image, "vdi", "").statusCode(429).body("message", containsString("1000"));
            demo.ask(other, "vdi", "").statusCode(202);
        } finally {
            database.run("DELETE FROM export_job WHERE cache_key LIKE 'open %'");
        }
        alt.ask(image, "vdi", "").statusCode(202);
    }

    /** The digests of what is taken of these. */
    private List<String> taken(List<ExportJob> added, Function<Tx, Uni<List<ExportJob>>> taking) throws Throwable {
        List<String> taken = new ArrayList<>();
        Uni<Void> work = transactions.run(tx -> lead(tx).chain(() -> Multi.createFrom()
                        .iterable(added)
                        .onItem()
                        .transformToUniAndConcatenate(job -> jobs.add(tx, job))
                        .collect()
                        .last())
                .chain(() -> taking.apply(tx))
                .invoke(all -> all.forEach(job -> taken.add(job.source().hashValue())))
                .chain(() -> Uni.createFrom().failure(new TakenBack())));
        VertxContextSupport.subscribeAndAwait(
                () -> work.onFailure(TakenBack.class).recoverWithNull());
        return taken;
    }

    /** Waits until the service's own round is over. */
    private static Uni<Integer> lead(Tx tx) {
        return tx.session()
                .createNativeQuery(
                        "SELECT 1 FROM pg_advisory_xact_lock(" + JobRepository.LEAD_LOCK + ")", Integer.class)
                .getSingleResult();
    }

    private static ExportJob job(String project, String digest) {
        Source source =
                new Source(UUID.randomUUID(), project, "an image", 1, "md5", "sha512", digest, "raw", "bare", null);
        return new ExportJob(
                UUID.randomUUID(),
                new Requested(project, Actor.service("export"), null, null),
                source,
                Recipe.of("vdi", Map.of(), null),
                JobState.QUEUED,
                Progress.NONE,
                0,
                null,
                null,
                false,
                null,
                null,
                null);
    }

    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
