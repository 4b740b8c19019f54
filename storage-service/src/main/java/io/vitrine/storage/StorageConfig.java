/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.vitrine.storage.domain.HashAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operator sets about images' bytes. */
@ConfigMapping(prefix = "vitrine.storage")
public interface StorageConfig {

    /** The stores, by name. Images' records and events have the names, so one is not to be changed once there are images. */
    Map<String, StoreConfig> stores();

    /** The store of uploads that name none; may be left out where there is only one. */
    Optional<String> defaultStore();

    /** Receiving images. */
    Upload upload();

    /** Uploads that come in parts and may be resumed. */
    ResumableConfig resumable();

    /** What other services make of images and keep here. */
    ArtefactConfig artefacts();

    /** Digests of images' data. */
    Digest digest();

    /** Signatures of images. */
    SignatureConfig signatures();

    /** Looking at images' content. */
    Inspection inspection();

    /** The catalog, which decides who may fill and read an image. */
    Catalog catalog();

    /** Setting right what a crash or an outage left unfinished. */
    Reconcile reconcile();

    /** Removing the data of deleted images. */
    Purge purge();

    /** Checking stored copies in the background: missing or changed ones are reported, repaired and not served. */
    Sweep sweep();

    /** Fetching images from the web. */
    WebDownload webDownload();

    /** Fetching images from other regions of the cloud. */
    GlanceDownload glanceDownload();

    /** Converting images, by qemu-img. */
    ConversionConfig conversion();

    /** Imports. */
    @WithName("import")
    Import imports();

    /**
     * Whether a request's {@code X-Sendfile-Type: X-Sendfile} is honoured: the answer then has all headers, no body, and
     * names the file in {@code X-Sendfile}, and the gateway sends it. Only for a gateway on the same host that drops
     * that header when a client sends it.
     */
    @WithDefault("false")
    boolean sendfile();

    /** Limits on one upload in progress. */
    interface Upload {

        /** Longest time a sender may send nothing, before its upload is given up. */
        @WithDefault("60s")
        Duration idleTimeout();

        /** Blocks of 256 KiB held in memory for each upload, between the network and the disk; at least 1. */
        @WithDefault("8")
        int blocks();
    }

    /** What images' data is known by, beside its MD5. */
    interface Digest {

        /**
         * Algorithm of {@code os_hash_value}: sha256, sha384, sha512, sha3-256, sha3-384 or sha3-512. A change concerns
         * what comes later; data that is there is checked by the algorithm it came with.
         */
        @WithDefault("sha512")
        HashAlgorithm multihash();
    }

    /** What is done about an image whose content is unsafe or not what its record says. */
    interface Inspection {

        /** Whether it is refused with 415; otherwise it is kept, and the log has a warning with the reason. */
        @WithDefault("true")
        boolean refuse();
    }

    /** What imported images can be converted to. */
    enum ConvertTo {
        RAW,
        QCOW2,
        VMDK
    }

    /** Imports, which any replica may do. */
    interface Import {

        /** The methods that users may choose from; {@code glance-download} is one only where a region is configured. */
        @WithDefault("glance-direct,web-download,copy-image,glance-download")
        List<String> methods();

        /** Time between two looks for imports to do. */
        @WithDefault("1s")
        Duration interval();

        /** Imports that one replica does at once, at most. */
        @WithDefault("4")
        int atOnce();

        /** Time after which an import is free for another replica when the one that does it has died. */
        @WithDefault("30s")
        Duration claim();

        /** Time between two notes of how far an import is. */
        @WithDefault("2s")
        Duration progressInterval();

        /** Attempts at an import that fails for a reason that may pass. */
        @WithDefault("5")
        int attempts();

        /** Pause before the second attempt; twice as long before each one after it. */
        @WithDefault("2s")
        Duration retry();

        /** Longest pause between two attempts. */
        @WithDefault("1m")
        Duration longestRetry();

        /**
         * Disk format that imported images are converted to: {@code raw}, {@code qcow2} or {@code vmdk}. When not set, they
         * stay as they come, and so do those in a container and those that are no disks, as {@code iso}.
         */
        Optional<ConvertTo> convertTo();

        /** Whether images that come packed with gzip, xz, zstd or zip are unpacked; otherwise they stay as they come. */
        @WithDefault("false")
        boolean decompress();

        /** Times its packed size that an image may have, or it is taken for a trap. Images that are mostly empty have more. */
        @WithDefault("200")
        int maxRatio();
    }

    /** Where the catalog is. */
    interface Catalog {

        /** Its base address, for example {@code http://catalog:8080}. */
        URI url();

        /** Longest time to wait for one answer; then a request is answered with 503. */
        @WithDefault("10s")
        Duration timeout();
    }

    /** The reconciler. */
    interface Reconcile {

        /** Time between two rounds. An upload is looked at once its lease has run out. */
        @WithDefault("10s")
        Duration interval();

        /** Uploads resolved in one round, at most. */
        @WithDefault("50")
        int batch();

        /** Time between two checks of staged data whether its import is over; the end of an import is heard at once. */
        @WithDefault("1h")
        Duration stagedCheck();

        /**
         * Age from which a partial object that no upload is known to have begun is removed, and from which
         * {@code /internal/reconcile} compares a copy's record with the store and the catalog.
         */
        @WithDefault("1h")
        Duration orphanAge();
    }

    /** The purge of deleted images. */
    interface Purge {

        /** Time between two rounds. */
        @WithDefault("2s")
        Duration interval();

        /** Objects removed in one round, at most. */
        @WithDefault("50")
        int batch();

        /** Time before a removal that failed is tried again. */
        @WithDefault("1m")
        Duration retry();
    }

    /** The check of stored copies, one after the other, the one checked longest ago first. */
    interface Sweep {

        /** Bytes a second that each replica reads for it at most; 0 switches it off. */
        @WithDefault("16M")
        MemorySize rate();

        /** Time between the end of one check and the look for the next copy to check. */
        @WithDefault("1s")
        Duration interval();

        /** Time after which a copy that was whole is checked again. */
        @WithDefault("7d")
        Duration age();

        /** Time before a copy that could not be read, or could not be repaired, is tried again. */
        @WithDefault("1h")
        Duration retry();
    }

    /** Fetching images from the web, by the import method {@code web-download}. */
    interface WebDownload {

        /** Schemes a URI may have; {@code http} and {@code https} are known. */
        @WithDefault("http,https")
        List<String> schemes();

        /** Ports a URI may name or imply. */
        @WithDefault("80,443")
        List<Integer> ports();

        /**
         * Exceptions from the rule that only public addresses are fetched from: host names, addresses or CIDR ranges. A
         * name is trusted with whatever address it has; an address or range, under whatever name.
         */
        Optional<List<String>> allowedHosts();

        /** Redirects followed, at most. Where each one leads is checked as the first URI was. */
        @WithDefault("5")
        int maxRedirects();

        /** Whether a redirect may lead from https to http. */
        @WithDefault("false")
        boolean allowDowngrade();

        /** Longest time for finding a host's addresses, and for connecting to one of them. */
        @WithDefault("10s")
        Duration connectTimeout();

        /** Longest time a server may send nothing, before the download is given up. */
        @WithDefault("60s")
        Duration idleTimeout();

        /** Bytes a second that a server has to send on average over each {@code min-rate-period}; 0 for no such rule. */
        @WithDefault("10K")
        MemorySize minRate();

        /** Time over which {@code min-rate} is measured. The time in which the store is busy does not count. */
        @WithDefault("60s")
        Duration minRatePeriod();

        /** Longest time for a whole download. */
        @WithDefault("6h")
        Duration timeout();
    }
    /**
     * Fetching images from other regions of the cloud, by the import method {@code glance-download}, with the user's own
     * token. How long and how slow one may be is set as for {@code web-download}.
     */
    interface GlanceDownload {

        /**
         * The regions, as {@code name=address}: what users call one, and the base address of its Image API, for example
         * {@code RegionTwo=https://image.region-two.example.org}. They get users' tokens, so name none but those of the
         * same cloud. {@code vitrine.catalog.import.methods} needs {@code glance-download} too.
         */
        Optional<List<String>> regions();

        /** What the names of the properties begin with that come along with an image. */
        @WithDefault("hw_,trait:,os_distro,os_secure_boot,os_type")
        List<String> properties();
    }
}
