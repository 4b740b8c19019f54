/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

/** Logs in with the password of an openrc file, as the stock clients do. */
final class Keystone {

    /** What a login gives: who we are, and where the image service is. */
    record Login(Persona persona, URI imageEndpoint) {}

    private Keystone() {}

    static Login login(OpenRc rc) {
        URI base = URI.create(rc.get("OS_AUTH_URL").replaceAll("/+$", ""));
        Answer answer = new Api(base, null)
                .post("/auth/tokens")
                .json(passwordRequest(rc))
                .send()
                .expect(201);
        JsonNode token = answer.json().path("token");
        Persona persona = new Persona(
                answer.header("X-Subject-Token"),
                token.at("/user/id").asText(),
                token.at("/project/id").asText());
        return new Login(persona, imageEndpoint(token));
    }

    private static ObjectNode passwordRequest(OpenRc rc) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ObjectNode identity = request.putObject("auth").putObject("identity");
        identity.putArray("methods").add("password");
        ObjectNode user = identity.putObject("password").putObject("user");
        user.put("name", rc.get("OS_USERNAME"));
        user.put("password", rc.get("OS_PASSWORD"));
        user.putObject("domain").put("name", rc.get("OS_USER_DOMAIN_NAME", "Default"));
        ObjectNode project = request.withObject("/auth").putObject("scope").putObject("project");
        project.put("name", rc.get("OS_PROJECT_NAME"));
        project.putObject("domain").put("name", rc.get("OS_PROJECT_DOMAIN_NAME", "Default"));
        return request;
    }

    private static URI imageEndpoint(JsonNode token) {
        for (JsonNode service : token.path("catalog")) {
            for (JsonNode endpoint : service.path("endpoints")) {
                if (service.path("type").asText().equals("image")
                        && endpoint.path("interface").asText().equals("public")) {
                    return URI.create(endpoint.path("url").asText().replaceAll("/+(v2/*)?$", ""));
                }
            }
        }
        throw new IllegalStateException("the token's catalog has no public endpoint of type image: " + token);
    }
}
