/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import io.vitrine.catalog.domain.ImagePolicy.Allowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an operator decides about the catalog. */
@ConfigMapping(prefix = "vitrine.catalog")
public interface CatalogConfig {

    /**
     * Address under which clients reach the service, as version discovery tells it: scheme, host and port. When not set,
     * the address each client used itself.
     */
    Optional<URI> publicEndpoint();

    /** Who may do what, where sites differ. */
    Policy policy();

    /** Uploads. */
    Upload upload();

    /** Imports. */
    @WithName("import")
    Import imports();

    /**
     * Names of the stores, as storage-service has them. When there are several, images and version discovery tell of
     * them.
     */
    Optional<List<String>> stores();

    /** The stores' names when there are several, so that clients are told of them; none else. */
    default List<String> toldStores() {
        return stores().filter(names -> names.size() > 1).orElse(List.of());
    }

    /** How much of something one image may have. */
    Limits limits();

    /** How much each project may use, unless an admin decided otherwise for it. */
    Quota quota();

    /** How long a replica may go by what was decided for a project after another one was told to decide otherwise. */
    @WithDefault("5s")
    Duration quotaCache();

    /** For how long the {@code Idempotency-Key} of a request to create an image is remembered. */
    @WithDefault("24h")
    Duration createKeysKept();

    /** How often keys that need not be remembered any more are looked for. */
    @WithDefault("10m")
    Duration createKeysSweep();

    /** How long a replica may go by rules that protect properties after another one was told to change them. */
    @WithDefault("5s")
    Duration propertyRulesCache();

    /** Values of {@code disk_format} that an image may have. */
    @WithDefault("ami,ari,aki,vhd,vhdx,vmdk,raw,qcow2,vdi,iso,ploop,gpt")
    Set<String> diskFormats();

    /** Values of {@code container_format} that an image may have. */
    @WithDefault("ami,ari,aki,bare,ovf,ova,docker,compressed")
    Set<String> containerFormats();

    /** Who may do what, where sites differ. */
    interface Policy {

        /** Who may set the visibility {@code community}: {@code admin}, or {@code member} as Glance has it. */
        @WithDefault("admin")
        Allowed communitize();

        /**
         * Who may copy an image's data to further stores: {@code admin} as Glance has it, or {@code member} for images of
         * the own project too.
         */
        @WithDefault("admin")
        Allowed copyImage();

        /**
         * Who may delete one of several copies of an image's data: {@code admin} as Glance has it, or {@code member} for
         * images of the own project too.
         */
        @WithDefault("admin")
        Allowed deleteCopy();

        /**
         * Who may export an image that is deactivated: {@code admin}, or {@code member} for images of the own project too.
         */
        @WithDefault("admin")
        Allowed exportDeactivated();
    }

    /** Uploads. */
    interface Upload {

        /** For how long an upload or staging may be silent before its image is queued again. */
        @WithDefault("60s")
        Duration lease();

        /** How often silent uploads and imports are looked for. */
        @WithDefault("10s")
        Duration sweep();

        /** Most bytes an image may have. */
        @WithDefault("1T")
        MemorySize imageSizeCap();
    }

    /** Imports. */
    interface Import {

        /** Import methods that users may ask for, in the order to tell them. */
        @WithDefault("glance-direct,web-download,copy-image")
        List<String> methods();

        /** For how long an import that was begun may be silent before its image is queued again. */
        @WithDefault("10m")
        Duration lease();

        /**
         * For how long an import waits to be begun, or to be tried again, before its image is queued again. It waits while
         * storage-service does as many others as it may ({@code vitrine.storage.import.at-once}), and while that or Kafka is
         * away; its data's room in the project's quota is kept meanwhile.
         */
        @WithDefault("24h")
        Duration pendingFor();

        /** For how long staged data waits for its import before its image is queued again. */
        @WithDefault("24h")
        Duration stagedFor();

        /** For how long the task of an import that has ended, or of an upload that failed, can be read. */
        @WithDefault("48h")
        Duration tasksKept();

        /**
         * Properties that an image gets when its import completes, each as {@code name=value}; they replace what the image has
         * under these names. An import by copy-image changes none.
         */
        Optional<List<String>> inject();

        /** Roles whose imports get no such properties; empty for nobody's. */
        @WithDefault("admin")
        Optional<Set<String>> injectIgnoreRoles();
    }

    /** How much of something one image may have; more is refused with 413. */
    interface Limits {

        /** Custom properties. */
        @WithDefault("128")
        @Min(0)
        @Max(10_000)
        int properties();

        /** Tags. */
        @WithDefault("128")
        @Min(0)
        @Max(10_000)
        int tags();

        /** Projects it is shared with. */
        @WithDefault("128")
        @Min(0)
        @Max(10_000)
        int members();
    }

    /**
     * How much each project may use, unless an admin decided otherwise for it; -1 for as much as there is. More is refused
     * with 413.
     */
    interface Quota {

        /** Data of images in MiB, each copy counted. */
        @WithDefault("-1")
        @Min(-1)
        long imageSizeTotal();

        /** Data that waits for its import, in MiB. */
        @WithDefault("-1")
        @Min(-1)
        long imageStageTotal();

        /** Images. */
        @WithDefault("-1")
        @Min(-1)
        long imageCountTotal();

        /** Images that data is brought to at the same time. */
        @WithDefault("-1")
        @Min(-1)
        long imageCountUploading();
    }
}
