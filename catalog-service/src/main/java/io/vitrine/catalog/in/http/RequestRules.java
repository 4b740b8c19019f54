/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.contract.ImageApi;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemBody;
import io.vitrine.kit.problem.UnexpectedBody;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * What the Image API asks of every request and a JAX-RS server would be more lenient about: a trailing slash is
 * another resource, HEAD and OPTIONS are not served but the former for discovery, calls that take no body get none, and
 * versions are synonyms that the path or the accepted media type names.
 */
class RequestRules {

    private static final Pattern MINOR_VERSION = Pattern.compile("/v2\\." + ImageApi.MINOR_VERSION + "(/.*)?");
    private static final Pattern VERSIONED_TYPE =
            Pattern.compile("application/vnd\\.openstack\\.images-v2(?:\\." + ImageApi.MINOR_VERSION + ")?");
    private static final Pattern KNOWN = Pattern.compile("/(?:(?:v2|internal|ext)(?:/.*)?|versions|healthcheck)?");
    private static final Pattern BODYLESS = Pattern.compile("/v2/images/[^/]+/(?:actions|tags)/[^/]+");
    private static final Pattern NAMED_WITH_NUL = Pattern.compile("/v2/metadefs/.*%00.*");
    private static final Map<Pattern, String> ALLOWED = allowed();

    private final Versions versions;

    RequestRules(Versions versions) {
        this.versions = versions;
    }

    @ServerRequestFilter(preMatching = true)
    Optional<Response> check(ContainerRequestContext request, RoutingContext context) {
        String path = path(context.normalizedPath(), request.getHeaderString(HttpHeaders.ACCEPT));
        if (!KNOWN.matcher(path).matches()) {
            return Optional.of(
                    Json.response(300, versions.list(context.request())).build());
        }
        Optional<Problem> problem = problem(path, context.request());
        if (problem.isPresent()) {
            return problem.map(found -> ProblemBody.response(found, request.getHeaderString(HttpHeaders.ACCEPT)));
        }
        if (!path.equals(context.normalizedPath())) {
            request.setRequestUri(quoted(path, context.request().query()));
        }
        return Optional.empty();
    }

    /** With every % written as %25: the server decodes the address that it is given here before it decodes names in it. */
    private static URI quoted(String path, String query) {
        try {
            return new URI(null, null, path, query, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The path with its version written as {@code /v2}; a semicolon is part of a name, and separates nothing. */
    private static String path(String given, String accept) {
        String asked = given.replace(";", "%3B");
        Matcher minor = MINOR_VERSION.matcher(asked);
        if (minor.matches()) {
            return "/v2" + Optional.ofNullable(minor.group(1)).orElse("");
        }
        boolean versioned = accept != null && VERSIONED_TYPE.matcher(accept).matches();
        return versioned && !KNOWN.matcher(asked).matches() ? "/v2" + asked : asked;
    }

    private static Optional<Problem> problem(String path, HttpServerRequest request) {
        if ((path.startsWith("/v2/") && path.endsWith("/"))
                || NAMED_WITH_NUL.matcher(path).matches()) {
            return Optional.of(Problem.of(404, "The resource could not be found."));
        }
        String method = request.method().name();
        Optional<String> allowed = ALLOWED.entrySet().stream()
                .filter(entry -> entry.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
        if (allowed.isPresent() && !Arrays.asList(allowed.get().split(", ")).contains(method)) {
            return Optional.of(Problem.of(405, "The method " + method + " is not allowed for this resource.")
                    .with(HttpHeaders.ALLOW, allowed.get()));
        }
        boolean bodyless = method.equals("GET")
                || method.equals("DELETE")
                || BODYLESS.matcher(path).matches();
        return bodyless && UnexpectedBody.in(request)
                ? Optional.of(Problem.of(400, "A body is not expected with this request."))
                : Optional.empty();
    }

    private static Map<Pattern, String> allowed() {
        Map<Pattern, String> allowed = new LinkedHashMap<>();
        allowed.put(Pattern.compile("/(?:v2|versions|healthcheck)?"), "GET, HEAD");
        allowed.put(Pattern.compile("/v2/images"), "GET, POST");
        allowed.put(Pattern.compile("/v2/images/[^/]+"), "GET, PATCH, DELETE");
        allowed.put(Pattern.compile("/v2/images/[^/]+/actions/(?:deactivate|reactivate)"), "POST");
        allowed.put(Pattern.compile("/v2/images/[^/]+/tags/[^/]+"), "PUT, DELETE");
        allowed.put(Pattern.compile("/v2/images/[^/]+/tasks"), "GET");
        allowed.put(Pattern.compile("/v2/images/[^/]+/members"), "GET, POST");
        allowed.put(Pattern.compile("/v2/images/[^/]+/members/[^/]+"), "GET, PUT, DELETE");
        allowed.put(Pattern.compile("/v2/schemas/(?:metadefs/)?[^/]+"), "GET");
        allowed.put(Pattern.compile("/v2/tasks"), "GET, POST");
        allowed.put(Pattern.compile("/v2/tasks/[^/]+"), "GET");
        allowed.put(Pattern.compile("/v2/cache"), "GET, DELETE");
        allowed.put(Pattern.compile("/v2/cache/[^/]+"), "PUT, DELETE");
        allowed.put(Pattern.compile("/v2/info/usage"), "GET");
        allowed.put(Pattern.compile("/ext/v1/quotas/[^/]+"), "GET, PUT, DELETE");
        allowed.put(Pattern.compile("/ext/v1/property-rules"), "GET, PUT");
        String namespaces = "/v2/metadefs/namespaces";
        allowed.put(Pattern.compile(namespaces), "GET, POST");
        allowed.put(Pattern.compile(namespaces + "/[^/]+"), "GET, PUT, DELETE");
        allowed.put(Pattern.compile(namespaces + "/[^/]+/(?:objects|properties|tags)"), "GET, POST, DELETE");
        allowed.put(Pattern.compile(namespaces + "/[^/]+/(?:objects|properties)/[^/]+"), "GET, PUT, DELETE");
        allowed.put(Pattern.compile(namespaces + "/[^/]+/tags/[^/]+"), "GET, POST, PUT, DELETE");
        allowed.put(Pattern.compile(namespaces + "/[^/]+/resource_types"), "GET, POST");
        allowed.put(Pattern.compile(namespaces + "/[^/]+/resource_types/[^/]+"), "DELETE");
        allowed.put(Pattern.compile("/v2/metadefs/resource_types"), "GET");
        return allowed;
    }
}
