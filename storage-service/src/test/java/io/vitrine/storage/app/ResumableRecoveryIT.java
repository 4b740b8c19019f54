/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vitrine.kit.tx.Transactions;
import io.vitrine.storage.domain.ResumableUpload;
import io.vitrine.storage.domain.UploadPiece;
import io.vitrine.storage.out.objects.Stores;
import io.vitrine.storage.out.postgres.BlobRepository;
import io.vitrine.storage.out.postgres.ResumableUploadRepository;
import io.vitrine.storage.out.postgres.UploadPieceRepository;
import io.vitrine.storage.stack.Catalog;
import io.vitrine.storage.stack.Downloads;
import io.vitrine.storage.stack.StorageStack;
import io.vitrine.storage.stack.StoreFiles;
import io.vitrine.storage.stack.Tus;
import io.vitrine.testkit.Servers;
import io.vitrine.testkit.Standstill;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Resumable uploads whose process died at one point or another, or that nobody went on with. */
@QuarkusTest
@QuarkusTestResource(StorageStack.class)
class ResumableRecoveryIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final byte[] BYTES = randomBytes(2_500_001);
    private static final String FAILURE = "reason = 'no', status = 418";
    private static final int HALF = 1_200_000;

    Servers servers;
    Catalog catalog;
    StoreFiles files;

    @Inject
    DataSource database;

    @Inject
    Transactions transactions;

    @Inject
    ResumableUploadRepository uploads;

    @Inject
    UploadPieceRepository pieces;

    @Inject
    BlobRepository blobs;

    @Inject
    HoldUpload holding;

    @Inject
    Stores stores;

    private String token;
    private Tus tus;
    private UUID image;
    private List<Path> before;
    private String upload;

    @BeforeEach
    void halfAnUpload() {
        token = servers.tokens().of("demo");
        tus = new Tus(token);
        image = catalog.createImage(token);
        before = files.all();
        upload = tus.begin(image, BYTES.length);
        tus.append(upload, 0, Arrays.copyOf(BYTES, HALF)).statusCode(204);
    }

    @Test
    void upload_whoseProcessDiedOverAPiece_goesOnWithoutIt() throws Throwable {
        ResumableUpload dead = run(holding.take(id()));
        UploadPiece stray = new UploadPiece(UUID.randomUUID(), dead.id(), "file", HALF, null);
        run(transactions.run(tx -> pieces.begin(tx, stray)));
        stores.get("file").create(stray.key(), 0).write(ByteBuffer.wrap(new byte[] {1}));

        tus.append(upload, HALF, rest()).statusCode(423);
        await().atMost(PATIENCE)
                .untilAsserted(() -> tus.append(upload, HALF, rest()).statusCode(204));

        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
        awaitFiles(1);
    }

    @Test
    void upload_whoseProcessDiedOverItsCompletion_isCompletedByAnother() throws Throwable {
        ResumableUpload dead = run(holding.take(id()));
        ResumableUpload whole = dead.withReceived(HALF);
        UploadPiece last = new UploadPiece(UUID.randomUUID(), dead.id(), "file", HALF, null);
        run(transactions.run(tx -> pieces.begin(tx, last)));
        var writer = stores.get("file").create(last.key(), 0);
        writer.write(ByteBuffer.wrap(rest()));
        writer.commit();
        run(transactions.run(tx -> pieces.written(tx, last.key(), rest().length)
                .chain(() -> uploads.received(tx, whole.withReceived(BYTES.length), PATIENCE))
                .chain(() -> uploads.completing(tx, whole))));

        tus.head(upload).statusCode(423);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(tus.offset(upload)).isEqualTo(BYTES.length));

        assertThat(catalog.field(token, image, "status")).isEqualTo("active");
        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
        awaitFiles(1);
    }

    @Test
    void upload_thatRestsForTooLong_isGivenUpAndItsImageQueued() throws Throwable {
        ResumableUpload resting = run(holding.take(id()));

        run(transactions.run(tx ->
                uploads.received(tx, resting, Duration.ZERO).chain(() -> uploads.release(tx, resting, Duration.ZERO))));

        await().atMost(PATIENCE).until(() -> "queued".equals(catalog.field(token, image, "status")));
        await().atMost(PATIENCE).untilAsserted(() -> tus.head(upload).statusCode(410));
        assertThat(tus.state(upload, "reason")).contains("rested");
        awaitFiles(0);
    }

    @Test
    void assertion_thatArrivesAfterTheRelease_holdsNothing() throws Throwable {
        ResumableUpload held = run(holding.take(id()));
        run(holding.release(held, Duration.ZERO));

        boolean late = run(holding.isStillHeld(held));

        assertThat(late).isFalse();
        tus.append(upload, HALF, rest()).statusCode(204);
    }

    @Test
    void upload_whileTheCatalogIsAway_isCompletedOnceItIsBack() throws Throwable {
        catalog.kill();
        try {
            tus.append(upload, HALF, rest()).statusCode(503);
        } finally {
            catalog.start(StorageStack.LEASE);
        }

        // A catalog that has just started may be slow to answer: a client tries again after a 503.
        await().atMost(PATIENCE)
                .untilAsserted(() -> tus.append(upload, HALF, rest()).statusCode(204));
        assertThat(Downloads.of(token, image)).isEqualTo(BYTES);
    }

    @Test
    void part_isHeldForItsRequest_alsoWhileThatWaitsForTheCatalog() throws Throwable {
        try (Standstill still = catalog.paused()) {
            Waiting request = new Waiting();
            while (turn() == request.turn) {
                assertThat(isHeld(request.turn)).isTrue();
            }
            assertThat(request.answer.get()).isEqualTo(503);
        }
    }

    @ParameterizedTest
    @CsvSource({"RECEIVING, 423", "COMPLETING, 423", "DONE, 204", "FAILED, 418"})
    void part_whoseTurnAnotherTook_isAnsweredAsTheUploadIsNow(String state, int status) throws Throwable {
        Waiting request;
        try (Standstill still = catalog.paused()) {
            request = new Waiting();
            sql("UPDATE resumable_upload SET turn = turn + 1, held_until = now() + interval '1 h'," + " state = '"
                    + state + "', received = " + BYTES.length + (state.equals("FAILED") ? ", " + FAILURE : ""));
        }

        assertThat(request.answer.get()).isEqualTo(status);
        sql("UPDATE resumable_upload SET state = 'FAILED', held_until = now(), " + FAILURE);
    }

    @Test
    void piece_isNotTakenForAnObjectThatNobodyKnows() throws Throwable {
        List<UploadPiece> counted = run(transactions.read(tx -> pieces.counted(tx, id())));
        List<UUID> keys = counted.stream().map(UploadPiece::key).toList();

        List<UUID> known = run(transactions.read(tx -> blobs.known(tx, keys)));

        assertThat(keys).hasSize(2);
        assertThat(known).hasSameElementsAs(keys);
    }

    /** A request with the rest, once it has its turn. */
    private final class Waiting {

        private final int turn;
        private final Future<Integer> answer;

        Waiting() throws Throwable {
            int before = turn();
            answer = CompletableFuture.supplyAsync(
                    () -> tus.append(upload, HALF, rest()).extract().statusCode());
            await().atMost(PATIENCE).until(() -> turn() > before);
            turn = turn();
        }
    }

    private int turn() throws SQLException {
        return Integer.parseInt(sql("SELECT turn FROM resumable_upload"));
    }

    /** Whether the upload is held, unless it is not that turn any more. */
    private boolean isHeld(int turn) throws SQLException {
        return Boolean.parseBoolean(sql("SELECT turn <> " + turn + " OR held_until > now() FROM resumable_upload"));
    }

    /** The first value of what the statement gives for this upload. */
    private String sql(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement run = connection.createStatement()) {
            if (!run.execute(statement + " WHERE id = '" + id() + "'")) {
                return null;
            }
            run.getResultSet().next();
            return String.valueOf(run.getResultSet().getObject(1));
        }
    }

    private UUID id() {
        return UUID.fromString(upload.substring(upload.lastIndexOf('/') + 1));
    }

    private byte[] rest() {
        return Arrays.copyOfRange(BYTES, HALF, BYTES.length);
    }

    /** Other tests look at the same directory. */
    @AfterEach
    void awaitPiecesGone() {
        Tus.awaitNoPieces(database);
    }

    private void awaitFiles(int more) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(files.since(before)).hasSize(more));
    }

    private static <T> T run(Uni<T> work) throws Throwable {
        return VertxContextSupport.subscribeAndAwait(() -> work);
    }

    private static byte[] randomBytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
