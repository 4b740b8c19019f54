/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.conformance.target;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Names and bytes that nobody used before, so tests may run side by side and again. */
public final class Fresh {

    private Fresh() {}

    public static String name(String hint) {
        return hint + "-" + UUID.randomUUID().toString().substring(0, 13);
    }

    public static String uuid() {
        return UUID.randomUUID().toString();
    }

    public static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
    }
}
