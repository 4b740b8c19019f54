/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.util.Map;
import java.util.stream.Collectors;

/** Every dangerous image that is known here, for whoever takes images in to hold itself against. */
public final class MaliciousImages {

    private MaliciousImages() {}

    /** All of them, each a few hundred KiB at most, by what is dangerous in it. */
    public static Map<String, byte[]> all() {
        return Malice.all()
                .collect(Collectors.toMap(Malice::toString, malice -> malice.image(HandMade.image(malice.kind()))));
    }
}
