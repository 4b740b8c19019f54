/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.domain;

import java.util.Arrays;
import java.util.Locale;

/** What the disk is wrapped in. */
public enum Bundle {
    /** A tar with the disk, what it is, and its digests. */
    TAR,
    /** An appliance that virtualization products take in: a tar with an OVF descriptor and a vmdk. */
    OVA;

    /** The bundle of that name. */
    static Bundle of(String name) {
        return Arrays.stream(values())
                .filter(bundle -> bundle.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new ExportError.Invalid("There is no bundle '" + name + "'; bundles are tar, ova."));
    }

    /** As requests and events call it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
