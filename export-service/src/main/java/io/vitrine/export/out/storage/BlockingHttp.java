/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.storage;

import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/** An HTTP client that does what it is told and nothing by itself: whoever uses it decides what is tried again. */
final class BlockingHttp {

    private static final int CONNECTIONS = 1_000;

    private BlockingHttp() {}

    /**
     * A client.
     *
     * @param connect longest time to wait for a connection
     * @param idle longest time to wait for a byte
     */
    static CloseableHttpClient client(Duration connect, Duration idle) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(connect))
                                .setSocketTimeout(Timeout.of(idle))
                                .build())
                        .build())
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling()
                .disableAuthCaching()
                .build();
    }
}
