/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.storage.domain.StorageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandedOverTest {

    @TempDir
    Path outside;

    private Path directory;
    private Path file;

    @BeforeEach
    void file() throws IOException {
        directory = Files.createDirectories(outside.resolve("handover/job")).getParent();
        file = Files.write(directory.resolve("job/result"), new byte[] {1, 2, 3});
    }

    @Test
    void file_belowTheDirectory_isTaken() throws IOException {
        Path other = Files.createSymbolicLink(outside.resolve("other"), directory);

        assertThat(HandedOver.in(directory, file, Files::newInputStream).size()).isEqualTo(3);
        assertThat(HandedOver.in(other, other.resolve("job/result"), Files::newInputStream)
                        .path())
                .isEqualTo(file.toRealPath());
    }

    @Test
    void anythingElse_isRefused() throws IOException {
        Path secret = Files.writeString(outside.resolve("secret"), "secret");
        Files.createSymbolicLink(directory.resolve("link"), secret);
        Files.createSymbolicLink(directory.resolve("inner"), file);
        Files.createSymbolicLink(directory.resolve("away"), outside);
        Files.createSymbolicLink(directory.resolve("near"), file.getParent());

        for (String name : new String[] {
            "../secret", "link", "inner", "away/secret", "near/result", "job/../../secret", "job", "", "none"
        }) {
            assertThatThrownBy(() -> HandedOver.in(directory, directory.resolve(name), Files::newInputStream))
                    .as(name)
                    .isInstanceOf(StorageError.Invalid.class);
        }
        assertThatThrownBy(() -> HandedOver.in(directory, secret, Files::newInputStream))
                .isInstanceOf(StorageError.Invalid.class);
    }
}
