/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A server within the launcher's own process: it ends with it, not before. */
final class InProcessPart<S extends AutoCloseable> implements Part {

    private final String name;
    private final Supplier<S> starter;
    private volatile S server;

    InProcessPart(String name, Supplier<S> starter) {
        this.name = name;
        this.starter = starter;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        try {
            server = starter.get();
        } catch (IllegalStateException e) {
            throw new StartFailure(e.getMessage(), null, e);
        }
    }

    @Override
    public CompletableFuture<?> ended() {
        return new CompletableFuture<>();
    }

    @Override
    public void stop() {
        try {
            if (server != null) {
                server.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("Cannot stop the " + name, e);
        }
    }
}
