/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local.identity;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;

/** The bodies of Keystone's API v3. */
final class IdentityJson {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String REGION = "RegionOne";

    private final Endpoints endpoints;

    IdentityJson(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    JsonObject version() {
        return new JsonObject()
                .put("id", "v3.14")
                .put("status", "stable")
                .put("updated", "2020-04-07T00:00:00Z")
                .put(
                        "links",
                        JsonArray.of(new JsonObject().put("rel", "self").put("href", endpoints.identity() + "/v3/")))
                .put(
                        "media-types",
                        JsonArray.of(new JsonObject()
                                .put("base", "application/json")
                                .put("type", "application/vnd.openstack.identity-v3+json")));
    }

    JsonObject versions() {
        return new JsonObject().put("versions", new JsonObject().put("values", JsonArray.of(version())));
    }

    JsonObject token(Token token, boolean withCatalog) {
        JsonObject body = new JsonObject()
                .put("methods", new JsonArray(token.methods()))
                .put("user", named(token.user().id(), token.user().name()).putNull("password_expires_at"))
                .put("audit_ids", new JsonArray(token.auditIds()))
                .put("issued_at", time(token.issuedAt()))
                .put("expires_at", time(token.expiresAt()));
        token.project().ifPresent(project -> {
            JsonArray roles = new JsonArray();
            token.roles()
                    .forEach(it -> roles.add(
                            new JsonObject().put("id", idOf("role", it)).put("name", it)));
            body.put("project", named(project.id(), project.name()))
                    .put("is_domain", false)
                    .put("roles", roles);
            if (withCatalog) {
                body.put("catalog", catalog());
            }
        });
        return new JsonObject().put("token", body);
    }

    JsonArray catalog() {
        return JsonArray.of(
                service("image", "glance", endpoints.image()),
                service("identity", "keystone", endpoints.identity() + "/v3"));
    }

    JsonObject project(Project project) {
        return new JsonObject()
                .put("id", project.id())
                .put("name", project.name())
                .put("description", "")
                .put("enabled", true)
                .put("is_domain", false)
                .put("domain_id", Domain.ID)
                .put("parent_id", Domain.ID)
                .put("tags", new JsonArray())
                .put("options", new JsonObject())
                .put("links", links("/v3/projects/" + project.id()));
    }

    JsonObject projects(Collection<Project> projects, String path) {
        JsonArray list = new JsonArray();
        projects.forEach(it -> list.add(project(it)));
        return new JsonObject()
                .put("projects", list)
                .put("links", links(path).putNull("next").putNull("previous"));
    }

    JsonObject user(User user) {
        return new JsonObject()
                .put("id", user.id())
                .put("name", user.name())
                .put("enabled", true)
                .put("domain_id", Domain.ID)
                .putNull("password_expires_at")
                .put("options", new JsonObject())
                .put("links", links("/v3/users/" + user.id()));
    }

    private JsonObject links(String path) {
        return new JsonObject().put("self", endpoints.identity() + path);
    }

    static JsonObject error(int status, String title, String message) {
        return new JsonObject()
                .put(
                        "error",
                        new JsonObject()
                                .put("code", status)
                                .put("message", message)
                                .put("title", title));
    }

    private JsonObject service(String type, String name, String url) {
        JsonArray addresses = new JsonArray();
        for (String audience : new String[] {"public", "internal", "admin"}) {
            addresses.add(new JsonObject()
                    .put("id", idOf(type, audience))
                    .put("interface", audience)
                    .put("region", REGION)
                    .put("region_id", REGION)
                    .put("url", url));
        }
        return new JsonObject()
                .put("id", idOf("service", type))
                .put("type", type)
                .put("name", name)
                .put("endpoints", addresses);
    }

    private static JsonObject named(String id, String name) {
        return new JsonObject()
                .put("id", id)
                .put("name", name)
                .put("domain", new JsonObject().put("id", Domain.ID).put("name", Domain.NAME));
    }

    /** The same thing has the same id after every restart. */
    private static String idOf(String kind, String name) {
        return UUID.nameUUIDFromBytes((kind + "/" + name).getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
