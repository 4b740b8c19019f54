/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.stack;

import io.vitrine.testkit.ServiceProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The real storage-service, with one store of files. */
public final class Storage implements AutoCloseable {

    private final Map<String, String> settings;
    private final ServiceProcess process;

    Storage(Map<String, String> servers, String catalog, Path home) {
        settings = new HashMap<>(servers);
        settings.put("vitrine.storage.catalog.url", catalog);
        settings.put("vitrine.storage.default-store", "file");
        settings.put("vitrine.storage.stores.file.kind", "file");
        settings.put("vitrine.storage.stores.file.root", home.resolve("images").toString());
        settings.put("vitrine.storage.sendfile", "true");
        // What is unsafe is kept here, so that it gets as far as to an export.
        settings.put("vitrine.storage.inspection.refuse", "false");
        settings.put("vitrine.storage.purge.interval", "500ms");
        process = new ServiceProcess("storage-service", home);
    }

    /** Starts it and waits until it is ready. */
    public void start() {
        process.start(settings);
    }

    /** Ends it as a crash would. */
    public void kill() {
        process.kill();
    }

    String url() {
        return process.url();
    }

    @Override
    public void close() {
        process.close();
    }
}
