/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import io.vitrine.local.LocalS3;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The embedded S3 server, as a second store. */
final class S3Part implements Part {

    private final Home home;
    private final Ports ports;
    private volatile LocalS3 server;

    S3Part(Home home, Ports ports) {
        this.home = home;
        this.ports = ports;
    }

    @Override
    public String name() {
        return "s3";
    }

    @Override
    public void start() {
        try {
            server = LocalS3.start(home.s3(), ports.s3(), home.log(name()));
        } catch (IllegalStateException e) {
            throw new StartFailure("The S3 server did not start.", home.log(name()), e);
        }
    }

    /** What makes it a store; to be asked for when it runs. */
    Map<String, String> settings() {
        return Map.of(
                "vitrine.storage.stores.s3.kind", "s3",
                "vitrine.storage.stores.s3.description", "objects of an S3 server",
                "vitrine.storage.stores.s3.endpoint", server.endpoint(),
                "vitrine.storage.stores.s3.bucket", "images",
                "vitrine.storage.stores.s3.create-bucket", "true",
                "vitrine.storage.stores.s3.access-key", server.accessKey(),
                "vitrine.storage.stores.s3.secret-key", server.secretKey());
    }

    @Override
    public CompletableFuture<?> ended() {
        return server.exited();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
        }
    }
}
