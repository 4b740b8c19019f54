/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import io.vitrine.local.Secrets;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the user has set: an environment variable beats the settings file, and both beat what the launcher would choose.
 *
 * <p>Names are those of the services' settings; {@code vitrine.kafka.bootstrap-servers} is {@code
 * VITRINE_KAFKA_BOOTSTRAP_SERVERS} in the environment.
 */
final class Settings {

    /** Below the environment (300), above the defaults that services bring along (250). */
    private static final String FILE_ORDINAL = "270";

    /** For the launcher, which gives each service its own as {@code vitrine.database.*}. */
    private static final Pattern DATABASE_OF_ONE_SERVICE =
            Pattern.compile("(?i)vitrine[._](catalog|storage|export|audit)[._]database[._].*");

    private final Map<String, String> environment;
    private final Properties file;

    Settings(Map<String, String> environment, Properties file) {
        this.environment = Map.copyOf(environment);
        this.file = file;
    }

    /** Those of the environment and of a file, which need not be there. */
    static Settings read(Map<String, String> environment, Path path) {
        Properties file = new Properties();
        if (Files.exists(path)) {
            try (Reader reader = Files.newBufferedReader(path)) {
                file.load(reader);
            } catch (CharacterCodingException e) {
                throw new StartFailure("Cannot read the settings in " + path + ": it is not UTF-8.", null, e);
            } catch (IOException | IllegalArgumentException e) {
                throw new StartFailure("Cannot read the settings in " + path + ": " + e.getMessage(), null, e);
            }
        }
        return new Settings(environment, file);
    }

    /** A setting's value; an empty one counts as not set. */
    Optional<String> get(String name) {
        return Optional.ofNullable(environment.get(variable(name)))
                .filter(it -> !it.isBlank())
                .or(() -> Optional.ofNullable(file.getProperty(name)).filter(it -> !it.isBlank()));
    }

    /** The values of all settings whose names are like this one, where {@code *} stands for any text. */
    Stream<String> all(String name) {
        Pattern variables = like(name, Settings::variable);
        Pattern properties = like(name, Pattern::quote);
        return Stream.concat(
                        environment.entrySet().stream(),
                        file.entrySet().stream()
                                .map(it -> Map.entry(
                                        it.getKey().toString(), it.getValue().toString())))
                .filter(it -> variables.matcher(it.getKey()).matches()
                        || properties.matcher(it.getKey()).matches())
                .map(Map.Entry::getValue);
    }

    private static Pattern like(String name, UnaryOperator<String> form) {
        return Pattern.compile(Arrays.stream(name.split("\\*")).map(form).collect(Collectors.joining(".+")));
    }

    /** The environment variable that stands for a setting. */
    static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** What services see of our environment. */
    Map<String, String> environment() {
        Map<String, String> passedOn = new HashMap<>(environment);
        passedOn.keySet().removeIf(it -> DATABASE_OF_ONE_SERVICE.matcher(it).matches());
        return passedOn;
    }

    /**
     * Writes the file that a service reads its settings from: the launcher's choices, overlaid with the user's file. The
     * environment is not in it, the service sees that itself.
     */
    void write(Path target, Map<String, String> choices) {
        Properties merged = new Properties();
        merged.putAll(choices);
        merged.putAll(file);
        merged.keySet()
                .removeIf(it -> DATABASE_OF_ONE_SERVICE.matcher(it.toString()).matches());
        merged.put("config_ordinal", FILE_ORDINAL);
        StringWriter text = new StringWriter();
        try {
            merged.store(
                    text,
                    "Written by each start of deploy/up; what you want to set belongs in application.properties.");
        } catch (IOException e) {
            throw new IllegalStateException("Writing to memory failed", e);
        }
        Secrets.write(target, text.toString());
    }
}
