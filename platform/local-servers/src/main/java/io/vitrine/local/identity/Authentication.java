/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.vitrine.local.identity.AuthRequest.Reference;
import java.util.List;
import java.util.Optional;

/** Turns an authentication request into a token. Whatever is wrong with the credentials, the answer is the same 401. */
final class Authentication {

    private final Users users;
    private final Tokens tokens;

    Authentication(Users users, Tokens tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    /** Slow when a password is checked: not for an event loop. */
    Token authenticate(AuthRequest request) {
        List<String> methods = AuthRequest.required(request.identity().methods(), "methods");
        if (methods.equals(List.of("password"))) {
            User user = byPassword(request.passwordUser());
            return tokens.issue(user, scope(request, user));
        }
        if (methods.equals(List.of("token"))) {
            Token former = tokens.find(request.tokenId()).orElseThrow(IdentityProblem::unauthorized);
            return tokens.exchange(former, scope(request, former.user()));
        }
        throw IdentityProblem.unauthorized();
    }

    private User byPassword(Reference reference) {
        String password = AuthRequest.required(reference.password(), "password");
        boolean knownDomain = reference.isInDefaultDomain();
        Optional<User> user = reference.id() == null
                ? users.user(AuthRequest.required(reference.name(), "user name"))
                : users.userById(reference.id());
        // an unknown name is checked too: the time an answer takes must not tell who exists
        boolean verified = users.verify(user.map(User::name).orElse(""), password);
        return user.filter(it -> verified && knownDomain).orElseThrow(IdentityProblem::unauthorized);
    }

    private Optional<Project> scope(AuthRequest request, User user) {
        JsonNode scope = request.auth().scope();
        if (scope == null || scope.isNull()) {
            return user.defaultProject().flatMap(users::project);
        }
        if (scope.isTextual() && scope.textValue().equals("unscoped")) {
            return Optional.empty();
        }
        if (!scope.isObject()) {
            throw IdentityProblem.badRequest("The scope is malformed.");
        }
        Reference wanted = scope.hasNonNull("project") ? AuthRequest.reference(scope.get("project")) : null;
        if (wanted == null || !wanted.isInDefaultDomain()) {
            throw IdentityProblem.unauthorized();
        }
        Project project = (wanted.id() == null
                        ? users.project(AuthRequest.required(wanted.name(), "project name"))
                        : users.projectById(wanted.id()))
                .filter(it -> user.roles().containsKey(it.name()))
                .orElseThrow(IdentityProblem::unauthorized);
        return Optional.of(project);
    }
}
