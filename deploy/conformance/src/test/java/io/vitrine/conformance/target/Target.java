/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.target;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The server under test, from system properties. Either {@code conformance.home}, a folder with the files
 * {@code admin-openrc}, {@code demo-openrc}, {@code alt-openrc} and {@code reader-openrc}; or {@code conformance.url}, the
 * image endpoint, with {@code conformance.<role>.token}, {@code .project} and {@code .user} for each of the four roles. With
 * both, the openrc files log in and the URL wins over the one in the token's catalog.
 */
public final class Target {

    private static final Target INSTANCE = fromProperties();

    private final URI imageEndpoint;
    private final Map<Role, Persona> personas;

    private Target(URI imageEndpoint, Map<Role, Persona> personas) {
        this.imageEndpoint = imageEndpoint;
        this.personas = personas;
    }

    public static Api as(Role role) {
        return new Api(INSTANCE.imageEndpoint, persona(role).token());
    }

    public static Api withToken(String token) {
        return new Api(INSTANCE.imageEndpoint, token);
    }

    public static Api anonymous() {
        return new Api(INSTANCE.imageEndpoint, null);
    }

    public static Persona persona(Role role) {
        return INSTANCE.personas.get(role);
    }

    public static URI endpoint() {
        return INSTANCE.imageEndpoint;
    }

    /** The data folder of a local stack, for tests that look behind the API. */
    public static Path home() {
        return property("home")
                .map(Path::of)
                .orElseThrow(() -> new IllegalStateException("this test needs -Dconformance.home=<VITRINE_HOME>"));
    }

    /** An address that only some tests need, such as {@code kafka}. */
    public static String required(String name) {
        return property(name)
                .orElseThrow(() -> new IllegalStateException("this test needs -Dconformance." + name + "=..."));
    }

    private static Target fromProperties() {
        Optional<URI> url = property("url").map(text -> URI.create(text.replaceAll("/+$", "")));
        Optional<Path> home = property("home").map(Path::of);
        Map<Role, Persona> personas = new EnumMap<>(Role.class);
        URI endpoint = url.orElse(null);
        for (Role role : Role.values()) {
            if (home.isPresent()) {
                Keystone.Login login = Keystone.login(OpenRc.read(home.get().resolve(role.key() + "-openrc")));
                personas.put(role, login.persona());
                endpoint = url.orElse(login.imageEndpoint());
            } else {
                String prefix = role.key() + ".";
                personas.put(
                        role,
                        new Persona(
                                required(prefix + "token"), required(prefix + "user"), required(prefix + "project")));
            }
        }
        if (endpoint == null) {
            throw new IllegalStateException("give -Dconformance.url or -Dconformance.home");
        }
        return new Target(endpoint, personas);
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty("conformance." + name)).filter(value -> !value.isBlank());
    }
}
