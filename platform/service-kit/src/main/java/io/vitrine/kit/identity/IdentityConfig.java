/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where tokens are validated, and as whom. */
@ConfigMapping(prefix = "vitrine.identity")
public interface IdentityConfig {

    /** The Keystone to ask. */
    Keystone keystone();

    /** The account this service asks with; it needs the role {@code service}. */
    Service service();

    /** Address of the identity service as clients reach it; named in the answer to a request without a valid token. */
    @WithDefault("${vitrine.identity.keystone.url}")
    String publicUrl();

    /**
     * How long a validated token is trusted without asking again: the longest time for which a revoked token is still
     * accepted. An expired token is refused at once.
     */
    @WithDefault("10s")
    Duration tokenCache();

    /** A Keystone, API v3. */
    interface Keystone {
        /** Its address with the version, for example {@code https://keystone.example.org:5000/v3}. */
        String url();

        /** Longest time to wait for its answer; then a request is answered with 503. */
        @WithDefault("5s")
        Duration timeout();
    }

    /** A service's account. */
    interface Service {
        /** User name. */
        String username();

        /** Password. */
        String password();

        /** Project to scope to. */
        @WithDefault("service")
        String project();

        /** Domain of the user and the project, by name. */
        @WithDefault("Default")
        String domain();
    }
}
