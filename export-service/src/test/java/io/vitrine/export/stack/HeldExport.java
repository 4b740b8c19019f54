/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.stack;

import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import io.vitrine.export.domain.Stage;
import io.vitrine.testkit.Standstill;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * An export in a stage that it does not leave until this is closed.
 *
 * @param before what storage kept when it was asked for
 */
public record HeldExport(String id, UUID image, Set<Path> before, Standstill still) implements AutoCloseable {

    private static final int TRIES = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Asks for exports, compressed, of images with such disks, until one is caught in that stage. */
    public static HeldExport in(Stage stage, Exports exports, Images images, String diskFormat, Supplier<Path> disk) {
        for (int i = 0; i < TRIES; i++) {
            UUID image = images.active(exports.token(), diskFormat, disk.get());
            Set<Path> before = images.storage().files();
            Optional<HeldExport> held = caught(stage, exports, image, images.storage())
                    .map(caught -> new HeldExport(caught.id, image, before, caught.still))
                    .filter(export -> export.reached(stage, exports));
            if (held.isPresent()) {
                return held.get();
            }
        }
        throw new AssertionError("No export was caught in its stage " + stage);
    }

    private record Caught(String id, Standstill still) {}

    private static Optional<Caught> caught(Stage stage, Exports exports, UUID image, Storage storage) {
        if (stage == Stage.FETCHING) {
            Standstill still = storage.paused();
            return Optional.of(new Caught(asked(exports, image), still));
        }
        String id = asked(exports, image);
        String command = switch (stage) {
            case CHECKING -> "check";
            case COMPARING -> "compare";
            default -> "convert";
        };
        return Standstill.ofRun(command, () -> over(exports.show(id)))
                .map(run -> stage == Stage.STORING ? followed(run, storage) : run)
                .map(still -> new Caught(id, still));
    }

    private static String asked(Exports exports, UUID image) {
        return exports.asked(image, "qcow2", "\"compression\": \"zlib\"");
    }

    /** What comes after the run stands still in its place. */
    private static Standstill followed(Standstill run, Storage storage) {
        try (run) {
            return storage.paused();
        }
    }

    /** Whether it was caught before it went on. */
    private boolean reached(Stage stage, Exports exports) {
        JsonPath shown = await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> exports.show(id),
                        it -> over(it) || it.getString("progress.stage").equals(stage.wireName()));
        if (over(shown)) {
            close();
        }
        return !over(shown);
    }

    private static boolean over(JsonPath shown) {
        return !List.of("queued", "running").contains(shown.getString("state"));
    }

    @Override
    public void close() {
        still.close();
    }
}
