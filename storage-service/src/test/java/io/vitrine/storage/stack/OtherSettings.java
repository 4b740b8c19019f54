/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.stack;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A service whose operator set what others leave alone: data is known by SHA-256, and imports are unpacked and, where
 * qemu-img is, converted to raw. One profile for all such tests, since each starts all servers anew.
 */
public final class OtherSettings implements QuarkusTestProfile {

    /** Where conversions are made. */
    public static final Path SCRATCH = Path.of("target/conversions").toAbsolutePath();

    private static final Path QEMU_IMG = Path.of("/usr/bin/qemu-img");

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "vitrine.storage.digest.multihash", "sha256",
                "vitrine.storage.import.decompress", "true"));
        if (Files.exists(QEMU_IMG)) {
            settings.put("vitrine.storage.import.convert-to", "raw");
            settings.put("vitrine.storage.conversion.scratch", SCRATCH.toString());
        }
        return settings;
    }
}
