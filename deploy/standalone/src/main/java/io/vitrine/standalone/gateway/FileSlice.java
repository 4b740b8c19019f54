/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run of bytes of a file.
 *
 * @param offset of the first byte
 * @param length in bytes
 */
record FileSlice(Path file, long offset, long length) {

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    /**
     * The slice that an answer speaks of.
     *
     * @param folders the file must be below one of them, whatever links say
     * @param contentRange the answer's header, or null for the whole file
     * @throws IOException when there is no such file in the folder or it does not have these bytes
     */
    static FileSlice of(List<Path> folders, String name, String contentRange) throws IOException {
        Path file = Path.of(name).toRealPath();
        if (!isBelow(folders, file) || !Files.isRegularFile(file)) {
            throw new IOException("Not a file below any of " + folders + ": " + name);
        }
        long size = Files.size(file);
        if (contentRange == null) {
            return new FileSlice(file, 0, size);
        }
        Matcher range = CONTENT_RANGE.matcher(contentRange);
        if (!range.matches()) {
            throw new IOException("Not a range of bytes: " + contentRange);
        }
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        if (first > last || last >= size) {
            throw new IOException("Not within the " + size + " bytes of " + name + ": " + contentRange);
        }
        return new FileSlice(file, first, last - first + 1);
    }

    private static boolean isBelow(List<Path> folders, Path file) throws IOException {
        for (Path folder : folders) {
            if (Files.exists(folder) && file.startsWith(folder.toRealPath())) {
                return true;
            }
        }
        return false;
    }
}
