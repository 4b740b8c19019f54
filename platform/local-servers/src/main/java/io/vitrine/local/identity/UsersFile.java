/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vitrine.local.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;

/** The file that keeps people and projects from one start to the next: JSON, readable by its owner alone. */
record UsersFile(Path path) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is in the file. */
    record Content(Collection<Project> projects, Collection<User> users) {}

    /** Empty when there is no file yet. */
    Optional<Content> read() {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(Files.readString(path), Content.class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Not a users file: " + path + " (" + e.getOriginalMessage() + ")", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    void write(Content content) {
        try {
            Secrets.write(path, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Users cannot be written as JSON", e);
        }
    }
}
