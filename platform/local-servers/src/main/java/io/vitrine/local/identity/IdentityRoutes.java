/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.local.identity;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What of Keystone's API v3 stock clients and our services ask for. */
final class IdentityRoutes {

    private static final int MAX_BODY_BYTES = 64 * 1024;
    private static final String SUBJECT = "X-Subject-Token";

    private final Users users;
    private final Tokens tokens;
    private final Authentication authentication;
    private final IdentityJson json;
    private final Endpoints endpoints;

    IdentityRoutes(Users users, Tokens tokens, Endpoints endpoints) {
        this.users = users;
        this.tokens = tokens;
        this.authentication = new Authentication(users, tokens);
        this.json = new IdentityJson(endpoints);
        this.endpoints = endpoints;
    }

    Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(IdentityRoutes::mark).failureHandler(this::fail);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        router.get("/").handler(it -> answer(it, HttpResponseStatus.MULTIPLE_CHOICES, json.versions()));
        router.get("/v3").handler(it -> ok(it, new JsonObject().put("version", json.version())));
        router.post("/v3/auth/tokens").handler(this::authenticate);
        router.get("/v3/auth/tokens").handler(this::validate);
        router.head("/v3/auth/tokens").handler(this::validate);
        router.delete("/v3/auth/tokens").handler(this::revoke);
        router.get("/v3/auth/catalog").handler(this::catalog);
        router.get("/v3/auth/projects").handler(this::ownProjects);
        router.get("/v3/projects").handler(this::findProjects);
        router.get("/v3/projects/:id").handler(this::showProject);
        router.get("/v3/users/:id").handler(this::showUser);
        return router;
    }

    private static void mark(RoutingContext ctx) {
        ctx.response().putHeader("X-Openstack-Request-Id", "req-" + UUID.randomUUID());
        ctx.response().putHeader("Vary", "X-Auth-Token");
        ctx.next();
    }

    private void authenticate(RoutingContext ctx) {
        AuthRequest request = AuthRequest.parse(ctx.body().buffer());
        boolean withCatalog = withCatalog(ctx);
        ctx.vertx()
                .executeBlocking(() -> authentication.authenticate(request), false)
                .onSuccess(token -> {
                    ctx.response().putHeader(SUBJECT, token.id());
                    answer(ctx, HttpResponseStatus.CREATED, json.token(token, withCatalog));
                })
                .onFailure(ctx::fail);
    }

    private void validate(RoutingContext ctx) {
        Token subject = subject(ctx, bearer(ctx));
        ctx.response().putHeader(SUBJECT, subject.id());
        ok(ctx, json.token(subject, withCatalog(ctx)));
    }

    private void revoke(RoutingContext ctx) {
        tokens.revoke(subject(ctx, bearer(ctx)));
        ctx.response().setStatusCode(HttpResponseStatus.NO_CONTENT.code()).end();
    }

    private void catalog(RoutingContext ctx) {
        if (bearer(ctx).project().isEmpty()) {
            throw IdentityProblem.forbidden();
        }
        ok(ctx, new JsonObject().put("catalog", json.catalog()));
    }

    private void ownProjects(RoutingContext ctx) {
        ok(ctx, json.projects(projectsOf(bearer(ctx)), "/v3/auth/projects"));
    }

    /**
     * By name, anybody may look a project up, which Keystone grants to admins only: so that {@code openstack image add
     * project} takes a name. Without a name, everybody sees their own.
     */
    private void findProjects(RoutingContext ctx) {
        Token bearer = bearer(ctx);
        String name = ctx.request().getParam("name");
        Collection<Project> found;
        if (name != null) {
            found = users.project(name).stream().toList();
        } else {
            found = bearer.isAdmin() ? users.projects() : projectsOf(bearer);
        }
        String domain = ctx.request().getParam("domain_id", Domain.ID);
        ok(ctx, json.projects(domain.equals(Domain.ID) ? found : List.of(), "/v3/projects"));
    }

    private void showProject(RoutingContext ctx) {
        bearer(ctx);
        Project project = users.projectById(ctx.pathParam("id"))
                .orElseThrow(() -> IdentityProblem.notFound("project: " + ctx.pathParam("id")));
        ok(ctx, new JsonObject().put("project", json.project(project)));
    }

    private void showUser(RoutingContext ctx) {
        Token bearer = bearer(ctx);
        String id = ctx.pathParam("id");
        if (!bearer.isAdmin() && !bearer.user().id().equals(id)) {
            throw IdentityProblem.forbidden();
        }
        User user = users.userById(id).orElseThrow(() -> IdentityProblem.notFound("user: " + id));
        ok(ctx, new JsonObject().put("user", json.user(user)));
    }

    private List<Project> projectsOf(Token token) {
        return token.user().roles().keySet().stream()
                .flatMap(it -> users.project(it).stream())
                .toList();
    }

    private Token bearer(RoutingContext ctx) {
        String id = ctx.request().getHeader("X-Auth-Token");
        if (id == null) {
            throw IdentityProblem.unauthorized();
        }
        return tokens.find(id).orElseThrow(IdentityProblem::unauthorized);
    }

    private Token subject(RoutingContext ctx, Token bearer) {
        String id = ctx.request().getHeader(SUBJECT);
        if (id == null) {
            throw IdentityProblem.badRequest("Expecting to find the header X-Subject-Token.");
        }
        Token subject = tokens.find(id).orElseThrow(() -> IdentityProblem.notFound("token"));
        if (!bearer.mayAskAbout(subject)) {
            throw IdentityProblem.forbidden();
        }
        return subject;
    }

    private static boolean withCatalog(RoutingContext ctx) {
        return !ctx.request().params().contains("nocatalog");
    }

    private static void ok(RoutingContext ctx, JsonObject body) {
        answer(ctx, HttpResponseStatus.OK, body);
    }

    private static void answer(RoutingContext ctx, HttpResponseStatus status, JsonObject body) {
        ctx.response().setStatusCode(status.code()).putHeader("Content-Type", "application/json");
        if (HttpMethod.HEAD.equals(ctx.request().method())) {
            ctx.response().end();
        } else {
            ctx.end(body.encode());
        }
    }

    private void fail(RoutingContext ctx) {
        if (ctx.response().ended() || ctx.response().headWritten()) {
            return;
        }
        int code = ctx.failure() instanceof IdentityProblem problem ? problem.status() : ctx.statusCode();
        HttpResponseStatus status = HttpResponseStatus.valueOf(code < 400 ? 500 : code);
        String message = ctx.failure() instanceof IdentityProblem problem
                ? problem.getMessage()
                : "The request could not be handled: " + status.reasonPhrase() + ".";
        if (code == HttpResponseStatus.UNAUTHORIZED.code()) {
            ctx.response().putHeader("WWW-Authenticate", "Keystone uri=\"" + endpoints.identity() + "/v3\"");
        }
        answer(ctx, status, IdentityJson.error(status.code(), status.reasonPhrase(), message));
    }
}
