/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local.identity;

import io.vitrine.local.Secrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The users and projects that the local identity knows.
 *
 * <p>People and projects live in a file with salted hashes of the passwords. The services' own users do not: they get
 * new passwords with every start, so that no clear password of theirs is ever on disk.
 */
public final class Users {

    /** The people a first start makes, with their project and their role in it. */
    private static final Map<String, Map<String, List<String>>> PEOPLE = new LinkedHashMap<>();

    private static final List<String> SERVICES = List.of("catalog", "storage", "export", "audit");
    private static final String SERVICE_PROJECT = "service";

    static {
        PEOPLE.put("admin", Map.of("admin", List.of("admin")));
        PEOPLE.put("demo", Map.of("demo", List.of("member")));
        PEOPLE.put("alt", Map.of("alt", List.of("member")));
        PEOPLE.put("reader", Map.of("demo", List.of("reader")));
    }

    private final Map<String, Project> projects = new ConcurrentHashMap<>();
    private final Map<String, User> users = new ConcurrentHashMap<>();
    private final Map<String, String> clearPasswords = new ConcurrentHashMap<>();
    private final Optional<UsersFile> file;

    private Users(Optional<UsersFile> file) {
        this.file = file;
    }

    /** A set that lives as long as this process: admin, demo, alt, reader and the services, all with known passwords. */
    public static Users generated() {
        Users users = new Users(Optional.empty());
        PEOPLE.forEach(users::create);
        users.createServices();
        return users;
    }

    /**
     * The set kept in a file of mode 0600; made with admin, demo, alt and reader when it is not there.
     *
     * @throws java.io.UncheckedIOException when it cannot be read or written
     */
    public static Users open(Path path) {
        UsersFile file = new UsersFile(path);
        Users users = new Users(Optional.of(file));
        Optional<UsersFile.Content> content = file.read();
        content.ifPresentOrElse(users::take, () -> PEOPLE.forEach(users::create));
        users.createServices();
        if (content.isEmpty()) {
            users.save();
        }
        return users;
    }

    /** Those of {@code admin}, {@code demo}, {@code alt} and {@code reader} that are people, in this order. */
    public static List<String> people() {
        return List.copyOf(PEOPLE.keySet());
    }

    /**
     * The clear password, where it is known: for services and the generated set always, for people only in the run that
     * made or renewed it.
     */
    public Optional<String> password(String user) {
        return Optional.ofNullable(clearPasswords.get(user));
    }

    /** Whether this is the user's password. Slow on purpose, as long for an unknown user as for a known one. */
    public boolean verify(String user, String password) {
        User known = users.get(user);
        boolean matches = (known == null ? PasswordHash.OF_NOBODY : known.password()).matches(password);
        return known != null && matches;
    }

    /** Gives a user a new random password and returns it; the old one stops working at once. */
    public String renew(String user) {
        String fresh = Secrets.password();
        users.computeIfPresent(user, (name, known) -> known.withPassword(PasswordHash.of(fresh)));
        clearPasswords.put(user, fresh);
        save();
        return fresh;
    }

    /** The project of a name. */
    public Optional<Project> project(String name) {
        return Optional.ofNullable(projects.get(name));
    }

    /** The name of the project a user works in unless another is asked for. */
    public Optional<Project> defaultProject(String user) {
        return user(user).flatMap(User::defaultProject).flatMap(this::project);
    }

    Optional<Project> projectById(String id) {
        return projects.values().stream().filter(it -> it.id().equals(id)).findFirst();
    }

    Collection<Project> projects() {
        return List.copyOf(projects.values());
    }

    Optional<User> user(String name) {
        return Optional.ofNullable(users.get(name));
    }

    Optional<User> userById(String id) {
        return users.values().stream().filter(it -> it.id().equals(id)).findFirst();
    }

    private void take(UsersFile.Content content) {
        content.projects().forEach(it -> projects.put(it.name(), it));
        content.users().forEach(it -> users.put(it.name(), it));
    }

    private void createServices() {
        SERVICES.forEach(name -> create(name, Map.of(SERVICE_PROJECT, List.of("service"))));
    }

    private void create(String name, Map<String, List<String>> roles) {
        roles.keySet().forEach(it -> projects.computeIfAbsent(it, key -> new Project(newId(), key)));
        String password = Secrets.password();
        clearPasswords.put(name, password);
        users.put(name, new User(idOf(name), name, PasswordHash.of(password), roles));
    }

    /** Services' users are made anew with every start and must keep their ids: the audit trail names them. */
    private static String idOf(String user) {
        return SERVICES.contains(user) ? hex(UUID.nameUUIDFromBytes(user.getBytes(StandardCharsets.UTF_8))) : newId();
    }

    private void save() {
        List<User> people = users.values().stream()
                .filter(it -> !SERVICES.contains(it.name()))
                .toList();
        file.ifPresent(it -> it.write(new UsersFile.Content(projects(), people)));
    }

    private static String newId() {
        return hex(UUID.randomUUID());
    }

    private static String hex(UUID uuid) {
        return uuid.toString().replace("-", "");
    }
}
