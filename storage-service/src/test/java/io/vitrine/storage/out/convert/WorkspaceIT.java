/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.qemu.Limits;
import io.vitrine.qemu.QemuFormat;
import io.vitrine.qemu.QemuImg;
import io.vitrine.qemu.Target;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.StoredObject;
import io.vitrine.storage.out.objects.ObjectWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a conversion, however it ends. */
@Tag("qemu-img")
class WorkspaceIT {

    private static final int MEBIBYTE = 1 << 20;
    private static final Limits LIMITS =
            new Limits(Duration.ofMinutes(1), Duration.ofSeconds(30), 2L << 30, 64 * MEBIBYTE);

    @TempDir
    Path scratch;

    private final QemuImg qemu = new QemuImg();
    private final List<Workspace> ended = new ArrayList<>();

    @Test
    void result_isThereUntilTheEnd() throws IOException {
        Workspace workspace = workspace(MEBIBYTE, LIMITS);

        StoredObject result = workspace.convert().join();
        assertThat(result.size()).isGreaterThan(MEBIBYTE);
        assertThat(result.open(0, 4).readAllBytes()).startsWith('Q', 'F', 'I', 0xfb);
        workspace.close();

        assertNothingLeft(workspace);
    }

    @Test
    void conversion_thatIsGivenUp_leavesNoProcessAndNoFile() throws IOException {
        Workspace workspace = workspace(32 * MEBIBYTE, LIMITS);

        CompletableFuture<StoredObject> result = workspace.convert();
        workspace.close();

        assertThatThrownBy(result::join).hasCauseInstanceOf(StorageError.Unavailable.class);
        assertNothingLeft(workspace);
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .noneMatch(child -> child.info().command().orElse("").endsWith("qemu-img"));
        assertThatThrownBy(workspace::convert).isInstanceOf(IOException.class);
    }

    @Test
    void result_thatIsTooLarge_isRefused() throws IOException {
        Workspace workspace = workspace(MEBIBYTE, LIMITS.withOutput(MEBIBYTE));
        assertThatThrownBy(() -> workspace.convert().join()).hasCauseInstanceOf(StorageError.TooLarge.class);
        workspace.close();
        assertNothingLeft(workspace);
    }

    private Workspace workspace(int size, Limits limits) throws IOException {
        Workspace workspace = new Workspace(
                Files.createDirectory(scratch.resolve("one")),
                0,
                (from, to) -> qemu.convert(from, QemuFormat.RAW, to, Target.QCOW2, limits),
                ended::add);
        byte[] disk = new byte[size];
        new Random(size).nextBytes(disk);
        ObjectWriter writer = workspace.source().create(workspace.key(), size);
        writer.write(ByteBuffer.wrap(disk));
        writer.commit();
        return workspace;
    }

    private void assertNothingLeft(Workspace workspace) {
        assertThat(ended).containsExactly(workspace);
        assertThat(scratch).isEmptyDirectory();
    }
}
