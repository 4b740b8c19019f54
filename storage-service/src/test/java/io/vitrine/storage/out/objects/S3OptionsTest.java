/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.errors.MinioException;
import io.vitrine.storage.domain.StorageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3OptionsTest {

    private static final Map<String, String> GOOD = Map.of(
            "kind", "s3",
            "endpoint", "https://s3.example.com",
            "bucket", "images",
            "access-key", "somebody",
            "secret-key", "a secret");

    @ParameterizedTest
    @CsvSource({
        "128M, 1, 1",
        "128M, 83886080000, 83886080000",
        "128M, 83886080001, 83886080001",
        "128M, 1099511627776, 1099511627776",
        "600M, 5497558138880, 5497558138880",
        "8M, 83886080000, 83886080000",
        "128M, 300000000000, 0",
        "8M, 83886080000, 0"
    })
    void parts_ofAnyObject_areFewEnough_andFitIntoMemory(String memory, long size, long announced) {
        S3Options options = options("memory", memory);
        options.requireFits("s3", announced);

        long sent = 0;
        for (int number = 1; sent < size; number++) {
            assertThat(number).isLessThanOrEqualTo(S3Options.MOST_PARTS);
            int part = options.partSize(number, sent, announced);
            assertThat(part).isBetween(options.partSize(), options.memory());
            sent += part;
        }
    }

    @Test
    void part_ofAnObjectThatIsAnnouncedToBeHuge_isNoLargerThanOthers_untilItIsHuge() {
        S3Options options = S3Stores.options(GOOD);

        assertThat(options.partSize(1, 0, 1L << 40)).isEqualTo(8 << 20);
        assertThat(options.partSize(1000, 999L * (8 << 20), 1L << 40)).isEqualTo(8 << 20);
        assertThat(options.partSize(1001, 1000L * (8 << 20), 1L << 40)).isEqualTo(121_235_892);
    }

    @Test
    void object_forWhichThereIsTooLittleMemory_isTooLarge() {
        S3Options options = S3Stores.options(GOOD);

        assertThatThrownBy(() -> options.requireFits("s3", 5L << 40)).isInstanceOf(StorageError.TooLarge.class);
    }

    @Test
    void prefix_endsWithASlash() {
        assertThat(options("prefix", "a/b").prefix()).isEqualTo("a/b/");
        assertThat(S3Stores.options(GOOD).prefix()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"endpoint", "bucket", "access-key", "secret-key"})
    void setting_missing_isNamed(String setting) {
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.remove(setting);

        assertThatThrownBy(() -> S3Stores.options(settings))
                .hasMessageContaining("vitrine.storage.stores.s3." + setting);
    }

    @ParameterizedTest
    @CsvSource({
        "endpoint, ftp://x",
        "endpoint, s3.example.com",
        "part-size, 1M",
        "part-size, 2G",
        "memory, 7M",
        "memory, 2G",
        "parallel-parts, 0",
        "attempts, 0"
    })
    void setting_withoutSense_isNamed(String setting, String value) {
        assertThatThrownBy(() -> options(setting, value))
                .hasMessageContaining("vitrine.storage.stores.s3." + setting)
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).doesNotContain(GOOD.get("secret-key")));
    }

    @ParameterizedTest
    @CsvSource({"true, https://s3.example.com/images/x?", "false, https://images.s3.example.com/x?"})
    void bucket_isNamedWhereTheServerWantsIt(String pathStyle, String expected) throws MinioException {
        S3Options options = options("path-style", pathStyle);

        String url = options.client()
                .getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                        .method(Http.Method.GET)
                        .bucket(options.bucket())
                        .object("x")
                        .build());
        assertThat(url).startsWith(expected);
    }

    @Test
    void authorities_thatAreNone_areNamed(@TempDir Path directory) throws IOException {
        Path none = Files.writeString(directory.resolve("none.pem"), "no certificate");
        assertThatThrownBy(() -> options("authorities", none.toString()))
                .hasMessageContaining("vitrine.storage.stores.s3.authorities")
                .hasMessageContaining(none.toString());
        assertThatThrownBy(() ->
                        options("authorities", directory.resolve("missing").toString()))
                .hasMessageContaining("vitrine.storage.stores.s3.authorities");
    }

    private static S3Options options(String setting, String value) {
        Map<String, String> settings = new HashMap<>(GOOD);
        settings.put(setting, value);
        return S3Stores.options(settings);
    }
}
