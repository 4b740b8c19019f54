/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http.metadef;

import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.catalog.in.http.Json;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** The schemas of metadata definitions. */
@Path("/v2/schemas/metadefs/{name}")
public class MetadefSchemasResource {

    private final MetadefSchemas schemas;

    MetadefSchemasResource(MetadefSchemas schemas) {
        this.schemas = schemas;
    }

    /** One schema: of a namespace, object, property, tag or resource_type, or of a list of them. 200; 404. */
    @GET
    public Response show(@PathParam("name") String name) {
        return Json.response(
                        200,
                        schemas.document(name)
                                .orElseThrow(
                                        () -> new CatalogError.NotFound("There is no schema metadefs/" + name + ".")))
                .build();
    }
}
