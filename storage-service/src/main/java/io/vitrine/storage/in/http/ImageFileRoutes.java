/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.in.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.contract.ImageApi;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemBody;
import io.vitrine.kit.problem.UnexpectedBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * The addresses of images' data, also under the synonyms {@code /v2.0} to {@code /v2.18}. Raw routes, because the bytes
 * must neither be buffered nor pass through more hands than needed.
 */
@ApplicationScoped
class ImageFileRoutes {

    /** The versions that all paths begin with. */
    static final String V2 = "/v2(?:\\." + ImageApi.MINOR_VERSION + ")?";

    private static final String FILE = V2 + "/images/(?<id>[^/]+)/file";
    private static final String STAGE = V2 + "/images/(?<id>[^/]+)/stage";
    private static final String IMPORT = V2 + "/images/(?<id>[^/]+)/import";
    private static final String METHODS = V2 + "/info/import";
    private static final String COPY = V2 + "/stores/(?<store>[^/]+)/(?<id>[^/]+)";

    private final UploadRoute upload;
    private final DownloadRoute download;
    private final ImportRoute imports;

    ImageFileRoutes(UploadRoute upload, DownloadRoute download, ImportRoute imports) {
        this.upload = upload;
        this.download = download;
        this.imports = imports;
    }

    void init(@Observes Router router) {
        router.putWithRegex(FILE).handler(upload::upload);
        router.getWithRegex(FILE)
                .method(HttpMethod.HEAD)
                .handler(ImageFileRoutes::refuseBody)
                .handler(download::handle);
        refuseOtherMethods(router, FILE, "GET, HEAD, PUT");
        router.putWithRegex(STAGE).handler(upload::stage);
        refuseOtherMethods(router, STAGE, "PUT");
        router.postWithRegex(IMPORT).handler(imports::ask);
        refuseOtherMethods(router, IMPORT, "POST");
        router.getWithRegex(METHODS).handler(ImageFileRoutes::refuseBody).handler(imports::methods);
        refuseOtherMethods(router, METHODS, "GET");
        router.deleteWithRegex(COPY).handler(ImageFileRoutes::refuseBody).handler(imports::removeCopy);
        refuseOtherMethods(router, COPY, "DELETE");
    }

    static void refuseBody(RoutingContext context) {
        if (UnexpectedBody.in(context.request())) {
            ProblemBody.send(context, Problem.of(400, "A body is not expected with this request."));
        } else {
            context.next();
        }
    }

    static void refuseOtherMethods(Router router, String path, String allowed) {
        router.routeWithRegex(path)
                .handler(context -> ProblemBody.send(
                        context,
                        Problem.of(405, "This address takes only " + allowed + ".")
                                .with("Allow", allowed)));
    }
}
