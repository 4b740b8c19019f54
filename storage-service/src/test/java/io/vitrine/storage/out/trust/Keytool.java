/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes certificates as an operator would, with the JDK's own tool. */
record Keytool(Path directory) {

    /** Makes a key and its certificate. */
    void make(String alias, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-dname", "CN=" + alias));
        arguments.addAll(List.of(options));
        if (!arguments.contains("-keyalg")) {
            arguments.addAll(List.of("-keyalg", "EC", "-groupname", "secp384r1"));
        }
        run(arguments);
    }

    /** The certificate in PEM. */
    String pem(String alias) throws IOException, InterruptedException {
        return run(List.of("-exportcert", "-rfc", "-alias", alias));
    }

    private String run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(List.of(
                "-keystore", directory.resolve("keys.p12").toString(), "-storepass", "a password", "-noprompt"));
        Path said = Files.createTempFile(directory, "keytool", ".out");
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + Files.readString(said));
        }
        return Files.readString(said);
    }
}
