/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import io.vitrine.local.Secrets;
import io.vitrine.local.identity.Users;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files a person sources to log in with the stock clients. They are the only place where people's passwords can be
 * read: when one is lost, its user gets a new password.
 */
record Openrc(Home home, String identityUrl) {

    private static final Pattern PASSWORD = Pattern.compile("(?m)^export OS_PASSWORD='?([^'\\n]*)'?$");

    /** Writes everybody's file, with the password that is in it already if that is still right. */
    void writeAll(Users users) {
        Users.people().forEach(user -> write(users, user));
    }

    private void write(Users users, String user) {
        Path file = home.openrc(user);
        String password = users.password(user)
                .or(() -> password(file).filter(it -> users.verify(user, it)))
                .orElseGet(() -> users.renew(user));
        String project = users.defaultProject(user).orElseThrow().name();
        Secrets.write(file, """
                export OS_AUTH_URL='%s'
                export OS_IDENTITY_API_VERSION='3'
                export OS_USERNAME='%s'
                export OS_PASSWORD='%s'
                export OS_PROJECT_NAME='%s'
                export OS_USER_DOMAIN_NAME='Default'
                export OS_PROJECT_DOMAIN_NAME='Default'
                """.formatted(identityUrl, user, password, project));
    }

    private static Optional<String> password(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Matcher matcher = PASSWORD.matcher(Files.readString(file));
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
