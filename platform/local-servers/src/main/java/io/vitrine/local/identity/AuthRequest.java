/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local.identity;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The body of {@code POST /v3/auth/tokens}, as Keystone's API v3 has it. Anything may be missing until it is asked for. */
record AuthRequest(Auth auth) {

    private static final ObjectMapper JSON = new ObjectMapper();

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Auth(Identity identity, JsonNode scope) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Identity(List<String> methods, PasswordMethod password, TokenMethod token) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record PasswordMethod(Reference user) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record TokenMethod(String id) {}

    /** A user, project or domain: by id, or by name (which for users and projects is unique within a domain only). */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Reference(String id, String name, Reference domain, String password) {

        /** Whether it can only mean something in the domain there is. */
        boolean isInDefaultDomain() {
            if (id != null) {
                return true;
            }
            if (domain == null) {
                throw IdentityProblem.badRequest("Expecting to find domain beside name.");
            }
            return Domain.ID.equals(domain.id) || Domain.NAME.equals(domain.name);
        }
    }

    /** Reads a body; null where none came. */
    static AuthRequest parse(Buffer body) {
        if (body == null) {
            throw IdentityProblem.badRequest("The request has no body.");
        }
        try {
            AuthRequest request = JSON.readValue(body.getBytes(), AuthRequest.class);
            return required(request, "auth");
        } catch (JsonProcessingException e) {
            throw IdentityProblem.badRequest("The request is not a JSON authentication request.");
        } catch (IOException e) {
            throw new UncheckedIOException("Reading from memory failed", e);
        }
    }

    Identity identity() {
        return required(required(auth, "auth").identity(), "identity");
    }

    /** The user with a password, of the password method. */
    Reference passwordUser() {
        return required(required(identity().password(), "password").user(), "user");
    }

    /** The token's id, of the token method. */
    String tokenId() {
        return required(required(identity().token(), "token").id(), "token id");
    }

    static Reference reference(JsonNode node) {
        try {
            return JSON.treeToValue(node, Reference.class);
        } catch (JsonProcessingException e) {
            throw IdentityProblem.badRequest("The scope is malformed.");
        }
    }

    static <T> T required(T value, String name) {
        if (value == null) {
            throw IdentityProblem.badRequest("Expecting to find " + name + " in the request.");
        }
        return value;
    }
}
