/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.problem;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;

/**
 * Problems on the wire, as Glance writes them: HTML for clients that ask for nothing in particular, and a flat JSON
 * object only for those that name {@code application/json}. The difference matters: glanceclient sends
 * {@code Accept: *}{@code /*} and cannot read the flat object.
 */
public final class ProblemBody {

    private static final String HTML = "text/html; charset=UTF-8";
    private static final String JSON = "application/json";

    private final String contentType;
    private final String text;

    private ProblemBody(String contentType, String text) {
        this.contentType = contentType;
        this.text = text;
    }

    /** The body for a client that sent {@code accept}, which may be null. */
    public static ProblemBody of(Problem problem, String accept) {
        return asksForJson(accept) ? new ProblemBody(JSON, json(problem)) : new ProblemBody(HTML, html(problem));
    }

    /** Ends the request with the problem, if nothing was sent yet; otherwise cuts the connection. */
    public static void send(RoutingContext context, Problem problem) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            context.request().connection().close();
            return;
        }
        ProblemBody body = of(problem, context.request().getHeader("Accept"));
        response.setStatusCode(problem.status());
        problem.headers().forEach(response::putHeader);
        response.putHeader("Content-Type", body.contentType).end(body.text);
    }

    /** The same as a JAX-RS response. */
    public static Response response(Problem problem, String accept) {
        ProblemBody body = of(problem, accept);
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(body.contentType).entity(body.text);
        problem.headers().forEach(response::header);
        return response.build();
    }

    private static boolean asksForJson(String accept) {
        if (accept == null || !accept.toLowerCase(Locale.ROOT).contains("json")) {
            return false;
        }
        double json = 0;
        double html = 0;
        try {
            for (MediaType type : MediaTypeHelper.parseHeader(accept)) {
                double weight = Double.parseDouble(type.getParameters().getOrDefault("q", "1"));
                if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE) && !type.isWildcardSubtype()) {
                    json = Math.max(json, weight);
                } else if (type.isCompatible(MediaType.TEXT_HTML_TYPE) && !type.isWildcardSubtype()) {
                    html = Math.max(html, weight);
                }
            }
        } catch (IllegalArgumentException e) {
            return false; // not an Accept header at all
        }
        return json > 0 && json >= html;
    }

    private static String json(Problem problem) {
        return new JsonObject()
                .put("message", problem.message())
                .put("code", problem.status() + " " + problem.title())
                .put("title", problem.title())
                .encode();
    }

    private static String html(Problem problem) {
        String heading = problem.status() + " " + problem.title();
        return """
                <html>
                 <head><title>%s</title></head>
                 <body>
                  <h1>%s</h1>
                  %s
                 </body>
                </html>
                """.formatted(heading, heading, escaped(problem.message()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
