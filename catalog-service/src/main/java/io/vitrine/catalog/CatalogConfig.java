/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vitrine.catalog.domain.ImagePolicy.Communitize;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
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

    /** How much of something one image may have. */
    Limits limits();

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
        Communitize communitize();
    }

    /** Uploads. */
    interface Upload {

        /** For how long an upload may be silent before its image is queued again. */
        @WithDefault("60s")
        Duration lease();

        /** How often silent uploads are looked for. */
        @WithDefault("10s")
        Duration sweep();

        /** Most bytes an image may have. */
        @WithDefault("1T")
        MemorySize imageSizeCap();
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
}
