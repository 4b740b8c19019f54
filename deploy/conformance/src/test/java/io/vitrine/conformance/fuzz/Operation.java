/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.fuzz;

import java.util.List;
import java.util.stream.Stream;

/**
 * A call of the API, as it is documented.
 *
 * @param path with the names of things in braces
 * @param body what the call takes: the name of a schema that the server publishes, or of a shape that {@link Bodies} knows;
 *     {@code -} for none
 * @param touches what it might change: a thing that {@link Things} can read
 * @param admin whether only admins get past the door
 */
record Operation(String method, String path, String body, String touches, boolean admin) {

    static final List<Operation> ALL = Stream.of("""
            POST   /v2/images                                             image           images
            GET    /v2/images?{query}                                     -               -
            GET    /v2/images/{image}                                     -               -
            PATCH  /v2/images/{image}                                     patch           image
            DELETE /v2/images/{image}                                     -               image
            POST   /v2/images/{image}/actions/deactivate                  -               image
            POST   /v2/images/{image}/actions/reactivate                  -               image
            PUT    /v2/images/{image}/tags/{odd}                          -               image
            DELETE /v2/images/{image}/tags/{odd}                          -               image
            GET    /v2/images/{image}/members                             -               -
            POST   /v2/images/{image}/members                             member          image
            PUT    /v2/images/{image}/members/{project}                   member          image
            DELETE /v2/images/{image}/members/{project}                   -               image
            GET    /v2/images/{image}/tasks                               -               -
            PUT    /v2/images/{image}/file                                octets          data
            GET    /v2/images/{image}/file                                -               -
            PUT    /v2/images/{image}/stage                               octets          data
            POST   /v2/images/{image}/import                              import          data
            DELETE /v2/stores/{odd}/{image}                               -               image
            GET    /v2/info/{odd}                                         -               -
            GET    /v2/info/usage                                         -               -
            GET    /v2/schemas/{odd}                                      -               -
            GET    /v2/cache                                              -               -
            PUT    /v2/cache/{image}                                      -               -
            GET    /v2/images/{image}/locations                           -               -
            POST   /v2/images/{image}/locations                           location        image
            POST   /ext/v1/uploads                                        octets          data
            GET    /ext/v1/uploads/{upload}                               -               -
            PATCH  /ext/v1/uploads/{upload}                               octets          upload
            DELETE /ext/v1/uploads/{upload}                               -               upload
            POST   /ext/v1/exports                                        export          exports
            GET    /ext/v1/exports?{query}                                -               -
            GET    /ext/v1/exports/{export}                               -               -
            DELETE /ext/v1/exports/{export}                               -               exports
            GET    /ext/v1/audit?{query}                                  -               -
            GET    /v2/tasks?{query}                                      -               -           admin
            POST   /v2/tasks                                              task            tasks       admin
            GET    /v2/tasks/{odd}                                        -               -           admin
            GET    /v2/metadefs/namespaces?{query}                        -               -           admin
            POST   /v2/metadefs/namespaces                                metadefs/namespace  namespace  admin
            GET    /v2/metadefs/namespaces/{namespace}?{query}            -               -           admin
            PUT    /v2/metadefs/namespaces/{namespace}                    metadefs/namespace  namespace  admin
            DELETE /v2/metadefs/namespaces/{namespace}                    -               namespace   admin
            POST   /v2/metadefs/namespaces/{namespace}/objects            metadefs/object     namespace  admin
            PUT    /v2/metadefs/namespaces/{namespace}/objects/{odd}      metadefs/object     namespace  admin
            DELETE /v2/metadefs/namespaces/{namespace}/objects/{odd}      -               namespace   admin
            DELETE /v2/metadefs/namespaces/{namespace}/objects            -               namespace   admin
            POST   /v2/metadefs/namespaces/{namespace}/properties         metadefs/property   namespace  admin
            PUT    /v2/metadefs/namespaces/{namespace}/properties/{odd}   metadefs/property   namespace  admin
            DELETE /v2/metadefs/namespaces/{namespace}/properties/{odd}   -               namespace   admin
            DELETE /v2/metadefs/namespaces/{namespace}/properties         -               namespace   admin
            POST   /v2/metadefs/namespaces/{namespace}/tags               metadefs/tags       namespace  admin
            POST   /v2/metadefs/namespaces/{namespace}/tags/{odd}         -               namespace   admin
            PUT    /v2/metadefs/namespaces/{namespace}/tags/{odd}         metadefs/tag    namespace   admin
            DELETE /v2/metadefs/namespaces/{namespace}/tags/{odd}         -               namespace   admin
            DELETE /v2/metadefs/namespaces/{namespace}/tags               -               namespace   admin
            POST   /v2/metadefs/namespaces/{namespace}/resource_types     metadefs/resource_type  namespace  admin
            DELETE /v2/metadefs/namespaces/{namespace}/resource_types/{odd}  -            namespace   admin
            PUT    /ext/v1/quotas/{project}                               quota           quota       admin
            DELETE /ext/v1/quotas/{odd}                                   -               quota       admin
            PUT    /ext/v1/property-rules                                 rules           rules       admin
            GET    /ext/v1/export-rules/{odd}                             -               -           admin""".split("\n"))
            .map(line -> line.trim().split(" +"))
            .map(words -> new Operation(words[0], words[1], words[2], words[3], words.length > 4))
            .toList();

    @Override
    public String toString() {
        return method + " " + path;
    }
}
