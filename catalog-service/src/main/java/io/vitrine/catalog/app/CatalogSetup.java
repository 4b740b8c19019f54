/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.app;

import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.domain.CatalogRules;
import io.vitrine.catalog.domain.ImagePolicy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

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

    @Produces
    @Singleton
    ImagePolicy policy(CatalogConfig config) {
        CatalogConfig.Policy switches = config.policy();
        return new ImagePolicy(
                new ImagePolicy.Switches(switches.communitize(), switches.copyImage(), switches.deleteCopy()));
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), DATABASE_PRECISION);
    }
}
