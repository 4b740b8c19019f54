/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.identity;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vitrine.testkit.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** The usual servers, but with a real Keystone for the identity. */
public final class KeystoneServers implements QuarkusTestResourceLifecycleManager {

    private Servers servers;
    private RealKeystone keystone;

    @Override
    public Map<String, String> start() {
        servers = Servers.start("catalog");
        try {
            keystone = new RealKeystone();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> settings = new HashMap<>(servers.settings());
        settings.put("vitrine.identity.keystone.url", keystone.url() + "/"); // as some write it
        settings.put("vitrine.identity.service.password", RealKeystone.PASSWORD);
        settings.put("vitrine.identity.token-cache", "1s");
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(keystone, field -> field.getType().equals(RealKeystone.class));
    }

    @Override
    public void stop() {
        try {
            if (keystone != null) {
                keystone.close();
            }
            servers.close();
        } catch (Exception e) {
            throw new IllegalStateException("The test's servers did not stop", e);
        }
    }
}
