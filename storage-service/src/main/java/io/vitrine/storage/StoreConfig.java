/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A place for images' bytes, as an operator describes it; a part of {@link StorageConfig}. */
public interface StoreConfig {

    /** What it is made of: {@code file} for a directory, {@code s3} for a bucket of an S3 server. */
    Kind kind();

    /** What users are told about it by {@code GET /v2/info/stores}. */
    Optional<String> description();

    /** Of several copies of an image, the one in the store with the most weight is read first. */
    @WithDefault("0")
    int weight();

    /** Whether it takes no new data. What lies in it is still read, and removed with its image. */
    @WithDefault("false")
    boolean readOnly();

    /** What only a store of kind {@code file} has. */
    @WithParentName
    File file();

    /** What only a store of kind {@code s3} has. */
    @WithParentName
    S3 s3();

    /** What a store can be made of. */
    enum Kind {
        FILE,
        S3
    }

    /** A store of kind {@code file}. */
    interface File {

        /**
         * For {@code file}, where it is required: directory on one file system; made when missing. Several replicas need the
         * same one. The directories {@code objects} and {@code partial} are made in it once: a store that has data, and does
         * not find them there, waits for its file system to be mounted.
         */
        Optional<Path> root();

        /** For {@code file}: what to leave free on the file system; an upload that would eat into it is refused with 413. */
        @WithDefault("256M")
        MemorySize reserve();
    }

    /** A store of kind {@code s3}: a bucket of any S3 server. */
    interface S3 {

        /** For {@code s3}, where it is required: address of the server; with {@code https} its certificate has to be of an authority that is trusted. */
        Optional<URI> endpoint();

        /** For {@code s3}: PEM file with the certificates of authorities to trust beside those of the JVM, as for a site's own. */
        Optional<Path> authorities();

        /** For {@code s3}: region that requests are signed for. */
        @WithDefault("us-east-1")
        String region();

        /** For {@code s3}, where it is required: the bucket. */
        Optional<String> bucket();

        /** For {@code s3}: whether the bucket is made when it is missing. */
        @WithDefault("false")
        boolean createBucket();

        /** For {@code s3}: what the names of all objects begin with, so that a bucket can be shared. */
        Optional<String> prefix();

        /** For {@code s3}: whether the bucket is named in the path, and not in the host name as AWS wants it. */
        @WithDefault("true")
        boolean pathStyle();

        /** For {@code s3}: id of the access key; when not set, the environment's {@code AWS_ACCESS_KEY_ID}. */
        Optional<String> accessKey();

        /** For {@code s3}: the secret of the access key; when not set, the environment's {@code AWS_SECRET_ACCESS_KEY}. */
        Optional<String> secretKey();

        /**
         * For {@code s3}: bytes of the parts that images are sent in, 5M to 1G. An image has at most 10,000 parts, so the last
         * nine tenths of a large one's are larger, up to {@code memory}.
         */
        @WithDefault("8M")
        MemorySize partSize();

        /** For {@code s3}: parts on their way at once, of all uploads together. */
        @WithDefault("4")
        int parallelParts();

        /**
         * For {@code s3}: most bytes of parts in memory, of all uploads together and whatever their size. As many uploads as
         * parts fit in run at once; others wait for up to ten seconds, and are answered with 503. An image may have 9,000 times
         * this, which is 1 TiB by default and 5 TiB with {@code 600M}; one whose size is not announced, 300 GiB by default.
         */
        @WithDefault("128M")
        MemorySize memory();

        /** For {@code s3}: whether parts carry a CRC-32C that the server checks and keeps; otherwise an MD5, which the oldest servers know. */
        @WithDefault("true")
        boolean crc();

        /** For {@code s3}: longest time to wait for a connection. */
        @WithDefault("5s")
        Duration connectTimeout();

        /** For {@code s3}: longest time to wait for the server's next byte, or for it to take one. */
        @WithDefault("30s")
        Duration timeout();

        /** For {@code s3}: most calls for one thing, when calls fail for reasons that may pass; pauses between them grow. */
        @WithDefault("4")
        int attempts();
    }
}
