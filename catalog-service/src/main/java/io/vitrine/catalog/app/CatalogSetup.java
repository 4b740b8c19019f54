/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.CatalogRules;
import io.vitrine.catalog.domain.ImagePolicy;
import io.vitrine.catalog.domain.Injection;
import io.vitrine.catalog.domain.quota.Limits;
import io.vitrine.catalog.domain.quota.Resource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the domain's rules from the operator's settings. */
@Singleton
class CatalogSetup {

    private static final Duration DATABASE_PRECISION = Duration.ofNanos(1000);

    @Produces
    @Singleton
    CatalogRules rules(CatalogConfig config) {
        return new CatalogRules(
                config.diskFormats(),
                config.containerFormats(),
                config.limits().properties(),
                config.limits().tags(),
                config.limits().members());
    }

    @Startup
    @Produces
    @Singleton
    Injection injection(CatalogConfig config) {
        try {
            return Injection.of(
                    config.imports().inject().orElse(List.of()),
                    config.imports().injectIgnoreRoles().orElse(Set.of()));
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("vitrine.catalog.import.inject: " + e.getMessage());
        }
    }

    @Produces
    @Singleton
    ImagePolicy policy(CatalogConfig config) {
        CatalogConfig.Policy switches = config.policy();
        return new ImagePolicy(new ImagePolicy.Switches(
                switches.communitize(), switches.copyImage(), switches.deleteCopy(), switches.exportDeactivated()));
    }

    @Produces
    @Singleton
    Limits quotas(CatalogConfig config) {
        CatalogConfig.Quota quota = config.quota();
        return new Limits(Map.of(
                Resource.IMAGE_SIZE_TOTAL,
                quota.imageSizeTotal(),
                Resource.IMAGE_STAGE_TOTAL,
                quota.imageStageTotal(),
                Resource.IMAGE_COUNT_TOTAL,
                quota.imageCountTotal(),
                Resource.IMAGE_COUNT_UPLOADING,
                quota.imageCountUploading()));
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), DATABASE_PRECISION);
    }
}
