/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.browser;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** What pages of other sites may do in the browser of a user. */
@ConfigMapping(prefix = "vitrine.browser")
public interface BrowserConfig {

    /**
     * Origins whose pages may call the API, each as scheme, host and, unless it is the scheme's own, port:
     * {@code https://dashboard.example.org}. Where some are set, requests from pages of others are
     * refused with 403, those of the API's own address too. When not set, browsers let no other site's page read an answer.
     */
    Optional<List<String>> origins();
}
