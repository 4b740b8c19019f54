/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.http;

import io.vertx.ext.web.RoutingContext;
import io.vitrine.export.domain.ExportError;
import io.vitrine.kit.identity.CurrentCaller;
import io.vitrine.kit.peer.Requester;
import java.util.UUID;

/** What requests about exports have in common. */
final class Exports {

    static final int LONGEST_KEY = 255;
    private static final int ID_LENGTH = 36;

    private Exports() {}

    /** Who asks, with what proves it. */
    static Requester requester(RoutingContext context) {
        return new Requester(CurrentCaller.of(context), context.request().getHeader("X-Auth-Token"));
    }

    /** An export's id; what is none is not the id of any. */
    static UUID id(String text) {
        try {
            if (text.length() == ID_LENGTH) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new ExportError.NotFound("There is no such export.");
    }
}
