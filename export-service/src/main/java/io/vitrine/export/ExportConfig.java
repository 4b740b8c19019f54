/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What an operator decides about exports. */
@ConfigMapping(prefix = "vitrine.export")
public interface ExportConfig {

    /** The catalog-service, which says who may read what. */
    Service catalog();

    /** The storage-service, where images are read and results are kept. */
    Service storage();

    /** Exports under way. */
    Jobs jobs();

    /** Results that are kept. */
    Cache cache();

    /** How images are converted: qemu-img reads what strangers made, so what it may take is limited. */
    Conversion conversion();

    /** Another service. */
    interface Service {

        /** Its address: scheme, host and port. */
        URI url();

        /** Longest time to wait for its answer. */
        @WithDefault("10s")
        Duration timeout();
    }

    /** Exports under way. */
    interface Jobs {

        /** Exports that one replica makes at once. */
        @WithDefault("2")
        @Min(1)
        @Max(64)
        int atOnce();

        /** Exports of one project that are made at once, by all replicas together. */
        @WithDefault("2")
        @Min(1)
        int perProject();

        /** Exports that one project may have waiting or being made; more are refused with 429. */
        @WithDefault("100")
        @Min(1)
        int openPerProject();

        /**
         * How often exports are looked for that wait for another attempt, or whose worker died; new ones begin at once. Less
         * than a second counts as one.
         */
        @WithDefault("1s")
        Duration interval();

        /** How often it is said how far an export is, and a cancellation noticed. */
        @WithDefault("1s")
        Duration progressInterval();

        /** After what time without a sign of life another replica takes an export. */
        @WithDefault("20s")
        Duration claim();

        /** Longest time without a byte from storage, or to it. */
        @WithDefault("1m")
        Duration idleTimeout();

        /** Attempts at an export before it fails for what might have passed. */
        @WithDefault("8")
        @Min(1)
        int attempts();

        /** Pause before the second attempt; each further one is twice as long. */
        @WithDefault("5s")
        Duration retry();

        /** Longest pause between two attempts. */
        @WithDefault("5m")
        Duration longestRetry();

        /** For how long exports without a result can be read about. */
        @WithDefault("30d")
        Duration kept();
    }

    /** Results that are kept, for who asked for them and for who asks for the same. */
    interface Cache {

        /** For how long a result is kept that nobody asks for. */
        @WithDefault("7d")
        Duration age();

        /** Most bytes of all results together; what was not asked for the longest goes first. */
        @WithDefault("100G")
        MemorySize size();

        /** How often results are looked for that have to go. */
        @WithDefault("10s")
        Duration interval();

        /** How often storage is asked for results that nobody knows, which a killed worker leaves. */
        @WithDefault("10m")
        Duration orphanInterval();

        /** At what age a result that nobody knows is removed. */
        @WithDefault("1h")
        Duration orphanAge();
    }

    /** How images are converted. */
    interface Conversion {

        /**
         * Directory for images while they are converted, with room for each one's source and result; made when missing. When
         * not set, one in the JVM's {@code java.io.tmpdir}. Several processes may
         * share one; each reserves room for itself alone.
         */
        Optional<Path> scratch();

        /** What to leave free on its file system; an export that would eat into it waits. */
        @WithDefault("256M")
        MemorySize reserve();

        /** Most bytes a disk in an image may have to be converted. */
        @WithDefault("1T")
        MemorySize largest();

        /** Longest time for one run of qemu-img. */
        @WithDefault("1h")
        Duration timeout();

        /** Most processor time for one run of qemu-img. */
        @WithDefault("30m")
        Duration cpuTime();

        /** Most memory for one run of qemu-img, as address space. */
        @WithDefault("2G")
        MemorySize memory();

        /**
         * Whether an image that lies in a file on the scratch directory's file system is read there, by a hard link, instead of being
         * copied, and the result offered to storage as a file. Storage has to be run by the same user, with
         * {@code vitrine.storage.sendfile} on and the scratch directory as {@code vitrine.storage.artefacts.handover}, and bubblewrap,
         * which keeps both files from being written to, has to be installed; whatever is missing, bytes are copied.
         */
        @WithDefault("false")
        boolean links();

        /** Whether each result is compared with its source, byte for byte of the disk. */
        @WithDefault("true")
        boolean compare();

        /** Up to what size of the disk they are compared. */
        @WithDefault("64G")
        MemorySize compareUpTo();
    }
}
