/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How images are converted: qemu-img reads what strangers made, so what it may take is limited. */
public interface ConversionConfig {

    /**
     * Directory for images while they are converted, with room for each one's source and result; made when missing. When
     * not set, one in the JVM's {@code java.io.tmpdir}. Several processes may share one.
     */
    Optional<Path> scratch();

    /** What to leave free on its file system; an import that would eat into it fails. */
    @WithDefault("256M")
    MemorySize reserve();

    /** Longest time for one conversion. */
    @WithDefault("1h")
    Duration timeout();

    /** Most processor time for one conversion. */
    @WithDefault("30m")
    Duration cpuTime();

    /** Most memory for one conversion, as address space. */
    @WithDefault("2G")
    MemorySize memory();
}
