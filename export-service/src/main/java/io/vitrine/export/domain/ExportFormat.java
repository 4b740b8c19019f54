/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What an image can be made into, and what there is to choose about it. */
public enum ExportFormat {
    RAW(Map.of()),
    /** Of version 1.1. */
    QCOW2(Map.of(Options.COMPRESSION, List.of("none", "zlib", "zstd"), "compat", List.of("1.1"))),
    VMDK(Map.of(Options.SUBFORMAT, List.of(Options.STREAM_OPTIMIZED, "monolithicSparse"))),
    VHD(Map.of(Options.SUBFORMAT, List.of("dynamic", "fixed"))),
    VHDX(Map.of()),
    VDI(Map.of()),
    /** As it is. */
    NATIVE(Map.of());

    @SuppressWarnings("ImmutableEnumChecker") // made by Map.of and List.of
    private final Map<String, List<String>> choices;

    ExportFormat(Map<String, List<String>> choices) {
        this.choices = choices;
    }

    /** The format of that name. */
    static ExportFormat of(String name) {
        return Arrays.stream(values())
                .filter(format -> format.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new ExportError.Invalid("There is no format '" + name + "'; formats are "
                        + Arrays.stream(values()).map(ExportFormat::wireName).collect(Collectors.joining(", "))
                        + "."));
    }

    /** As requests and events call it. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Each option with its values, of which the first is the usual one. */
    Map<String, List<String>> choices() {
        return choices;
    }

    /** Names that several formats and bundles have in common. */
    static final class Options {
        static final String COMPRESSION = "compression";
        static final String SUBFORMAT = "subformat";
        static final String STREAM_OPTIMIZED = "streamOptimized";

        private Options() {}
    }
}
