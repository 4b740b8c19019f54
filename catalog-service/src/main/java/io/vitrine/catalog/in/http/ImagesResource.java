/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.vitrine.catalog.CatalogConfig;
import io.vitrine.catalog.app.CreateImage;
import io.vitrine.catalog.app.ListImages;
import io.vitrine.catalog.domain.CreateKey;
import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageQuery;
import io.vitrine.catalog.domain.ImageQueryParser;
import io.vitrine.kit.identity.CurrentCaller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Image records: {@code /v2/images}. */
@Path("/v2/images")
public class ImagesResource {

    private final CurrentCaller caller;
    private final CreateImage create;
    private final ListImages list;
    private final ImageJson json;
    private final PageJson pages;
    private final CatalogConfig config;

    ImagesResource(
            CurrentCaller caller,
            CreateImage create,
            ListImages list,
            ImageJson json,
            PageJson pages,
            CatalogConfig config) {
        this.caller = caller;
        this.create = create;
        this.list = list;
        this.json = json;
        this.pages = pages;
        this.config = config;
    }

    /**
     * Creates a record without data; repeated under its Idempotency-Key, creates nothing again. 201; 400, 403, 409 for an id
     * used before and for a key used for another request, 413, 415.
     */
    @POST
    public Uni<Response> create(
            @HeaderParam("Content-Type") String contentType, @HeaderParam("Idempotency-Key") String key, byte[] body) {
        return Uni.createFrom()
                .item(() -> Json.attributes(contentType, body))
                .flatMap(attributes -> create.create(caller.get(), attributes, key(key, body)))
                .map(this::created);
    }

    /** A page of the images the caller sees. 200; 400 for a query that cannot be understood. */
    @GET
    public Uni<Response> list(@Context RoutingContext context) {
        MultiMap parameters = context.queryParams();
        ImageQuery query = ImageQueryParser.parse(byName(parameters));
        return list.list(caller.get(), query)
                .map(images -> Json.response(200, pages.of(images, parameters, query.limit()))
                        .build());
    }

    private static Optional<CreateKey> key(String key, byte[] body) {
        return Optional.ofNullable(key).map(given -> new CreateKey(given, sha256(body)));
    }

    private Response created(Image image) {
        String body = json.of(image).toString();
        Response.ResponseBuilder created = Json.response(201, body)
                .header("Location", ImageJson.path(image))
                .header("ETag", ImageTags.of(image, body));
        tell(created, "OpenStack-image-import-methods", config.imports().methods());
        tell(created, "OpenStack-image-store-ids", config.toldStores());
        return created.build();
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static void tell(Response.ResponseBuilder response, String header, List<String> names) {
        if (!names.isEmpty()) {
            response.header(header, String.join(",", names));
        }
    }

    private static Map<String, List<String>> byName(MultiMap parameters) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        parameters.names().forEach(name -> byName.put(name, parameters.getAll(name)));
        return byName;
    }
}
