/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSliceTest {

    @TempDir
    Path home;

    private Path folder;
    private Path image;

    @BeforeEach
    void createImage() throws IOException {
        folder = Files.createDirectory(home.resolve("images")).toRealPath();
        image = Files.writeString(folder.resolve("image"), "0123456789");
    }

    @Test
    void slice_wholeFileOrRange() throws IOException {
        assertThat(slice(null)).isEqualTo(new FileSlice(image, 0, 10));
        assertThat(slice("bytes 2-5/10")).isEqualTo(new FileSlice(image, 2, 4));
        assertThat(slice("bytes 9-9/10")).isEqualTo(new FileSlice(image, 9, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes 5-2/10", "bytes 5-10/10", "bytes */10", "items 0-1/2", "bytes 0-99999999999999999999/10"})
    void slice_rangeTheFileDoesNotHave_isRefused(String range) {
        assertThatThrownBy(() -> slice(range)).isInstanceOf(IOException.class);
    }

    @Test
    void slice_outsideTheFolder_isRefused() throws IOException {
        Path secret = Files.writeString(home.resolve("secret"), "secret");
        Path link = Files.createSymbolicLink(folder.resolve("link"), secret);

        for (String name :
                new String[] {secret.toString(), folder + "/../secret", link.toString(), folder.toString()}) {
            assertThatThrownBy(() -> FileSlice.of(List.of(home.resolve("missing"), folder), name, null))
                    .as(name)
                    .isInstanceOf(IOException.class);
        }
    }

    private FileSlice slice(String contentRange) throws IOException {
        return FileSlice.of(List.of(home.resolve("missing"), folder), image.toString(), contentRange);
    }
}
