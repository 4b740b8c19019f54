/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The class path of the servers that run in JVMs of their own, as the build found it, with what they log. */
final class ServerClassPath {

    private ServerClassPath() {}

    /** Writes it, and where our own classes are, as a file of arguments for {@code java}, with those that say what is logged. */
    static void write(Path arguments) throws IOException {
        Files.writeString(arguments, """
                -Dorg.slf4j.simpleLogger.logFile=System.out
                -Dorg.slf4j.simpleLogger.showDateTime=true
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSZ"
                -Dorg.slf4j.simpleLogger.defaultLogLevel=warn
                -Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info
                -cp "%s"
                """.formatted(resource("servers.classpath") + File.pathSeparator + ours()));
    }

    private static Path ours() throws IOException {
        try {
            return Path.of(ServerClassPath.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** A text that the build brings along. */
    static String resource(String name) throws IOException {
        try (InputStream in = ServerClassPath.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("The build left out " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
