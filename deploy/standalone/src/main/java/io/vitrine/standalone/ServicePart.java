/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import io.vitrine.local.ChildJvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A service in a JVM of its own. */
final class ServicePart implements Part {

    /** With room for its classes, for which it would collect garbage three times at start. */
    private static final List<String> SMALL_JVM = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:MetaspaceSize=128m");
    /** From this release on the JVM complains about what Netty does. */
    private static final int JAVA_THAT_WARNS = 24;

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Spec spec;
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile ChildJvm child;

    /**
     * What to run.
     *
     * @param jar the service's runnable jar
     * @param settings the file with its settings
     * @param environment its whole environment
     */
    record Spec(
            String name, Path jar, int port, Path settings, Path pidFile, Path log, Map<String, String> environment) {}

    ServicePart(Spec spec) {
        this.spec = spec;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public void start() {
        child = ChildJvm.start(new ChildJvm.Command(spec.pidFile(), spec.log(), arguments(), spec.environment()));
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!isReady()) {
            if (child.awaitExit(PAUSE)) {
                throw failure(
                        "ended while it started (exit code " + child.exited().join() + ")");
            }
            if (Instant.now().isAfter(deadline)) {
                throw failure("is not healthy after " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    @Override
    public CompletableFuture<?> ended() {
        return child.exited();
    }

    @Override
    public void stop() {
        if (child != null) {
            child.close();
        }
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(SMALL_JVM);
        arguments.add("-XX:ErrorFile=" + spec.log().resolveSibling(spec.name() + "-crash-%p.log"));
        arguments.add("-Dquarkus.config.locations=" + spec.settings().toUri());
        arguments.add("-Dquarkus.http.host=127.0.0.1");
        arguments.add("-Dquarkus.http.port=" + spec.port());
        if (Runtime.version().feature() >= JAVA_THAT_WARNS) {
            arguments.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
        }
        arguments.add("-jar");
        arguments.add(spec.jar().toString());
        return arguments;
    }

    private boolean isReady() {
        URI health = URI.create("http://127.0.0.1:" + spec.port() + "/q/health/ready");
        HttpRequest question =
                HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        try {
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private StartFailure failure(String what) {
        return new StartFailure(spec.name() + " " + what + ".", spec.log(), null);
    }
}
