/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.testkit;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.vitrine.local.ChildJvm;
import io.vitrine.local.LocalPort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Another service of ours beside the one under test: the packaged one, as a process that can be killed. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** It starts fast, and has room for its classes and for what it compiles, which saves collections of the whole heap. */
    public static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-Xmx192m",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=240m",
            "-XX:MetaspaceSize=128m");

    private final String name;
    private final Path home;
    private final int port = LocalPort.free().number();
    private ChildJvm process;

    /** {@code name} is its module's, as in {@code catalog-service}; {@code home} a directory for its pid file. */
    public ServiceProcess(String name, Path home) {
        this.name = name;
        this.home = home;
    }

    /** Starts it with these settings and waits until it is ready. */
    public void start(Map<String, String> settings) {
        Path application = Path.of("../" + name + "/target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(application)) {
            throw new IllegalStateException(application + " is missing: build " + name + " first (mvn package).");
        }
        List<String> arguments = new ArrayList<>(JVM);
        settings.forEach((key, value) -> arguments.add("-D" + key + "=" + value));
        arguments.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + port, "-jar", application.toString()));
        process = ChildJvm.start(new ChildJvm.Command(
                home.resolve(name + ".pid"), Path.of("target/" + name + ".log"), arguments, Map.of()));
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> given().baseUri(url()).get("/q/health/ready").statusCode() == 200);
    }

    /** Ends it as a crash would. */
    public void kill() {
        process.kill();
    }

    /** Has it stand still until what this returns is closed. */
    public Standstill paused() {
        return Standstill.of(ProcessHandle.of(process.pid()).orElseThrow());
    }

    /** Where it answers. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.close();
    }
}
