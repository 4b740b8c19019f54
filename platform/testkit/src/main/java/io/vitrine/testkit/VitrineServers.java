/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Starts the {@link Servers} before a service's tests:
 * {@code @QuarkusTestResource(value = VitrineServers.class, initArgs = @ResourceArg(name = "service", value = "catalog"))}.
 * A test class has them in a field of type {@link Servers}.
 */
public final class VitrineServers implements QuarkusTestResourceLifecycleManager {

    private String service;
    private Servers servers;

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.get("service");
    }

    @Override
    public Map<String, String> start() {
        servers = Servers.start(service);
        return servers.settings();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(servers, field -> field.getType().equals(Servers.class));
    }

    @Override
    public void stop() {
        if (servers != null) {
            try {
                servers.close();
            } catch (Exception e) {
                throw new IllegalStateException("The test's servers did not stop", e);
            }
        }
    }
}
