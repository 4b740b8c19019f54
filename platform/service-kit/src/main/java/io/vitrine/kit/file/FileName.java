/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.kit.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The name to keep an image's data under: the image's, as far as it is a harmless file's name everywhere, and an extension
 * for its format.
 *
 * @param text at most 200 bytes and an extension
 */
public record FileName(String text) {

    /** Of these many bytes; file systems take 255. */
    private static final int MOST = 200;

    /** Separators of paths; what Windows takes for something else; control, formatting and unpaired characters. */
    private static final Pattern UNSAFE = Pattern.compile("[/\\\\:*?\"<>|\\p{C}\\p{Zl}\\p{Zp}]");

    /** Would hide the file, leave its folder, or be an option of a command. */
    private static final Pattern BAD_START = Pattern.compile("^[.\\-\\s]+");

    private static final Pattern BAD_END = Pattern.compile("[.\\s]+$");

    /** Some browsers decode a percentage even where it means itself. */
    private static final Pattern NOT_PLAIN = Pattern.compile("[^ -~]|%");

    /**
     * The name for that data.
     *
     * @param name the image's; may be null
     * @param fallback where nothing is left of that
     * @param format the data's, which becomes the extension; null for none
     */
    public static FileName of(String name, String fallback, String format) {
        String safe = safe(Objects.requireNonNullElse(name, ""));
        String stem = safe.isEmpty() ? fallback : safe;
        String extension = format == null ? "" : "." + UNSAFE.matcher(format).replaceAll("_");
        return new FileName(stem.toLowerCase(Locale.ROOT).endsWith(extension) ? stem : stem + extension);
    }

    private static String safe(String name) {
        String harmless = UNSAFE.matcher(name).replaceAll("_");
        return BAD_END.matcher(cut(BAD_START.matcher(harmless).replaceFirst("")))
                .replaceFirst("");
    }

    private static String cut(String name) {
        CharBuffer characters = CharBuffer.wrap(name);
        UTF_8.newEncoder().encode(characters, ByteBuffer.allocate(MOST), true);
        return name.substring(0, characters.position());
    }

    /** As a Content-Disposition (RFC 6266): in ASCII for old clients, and exactly (RFC 8187) for the others. */
    public String disposition() {
        String exact = URLEncoder.encode(text, UTF_8).replace("+", "%20");
        return "attachment; filename=\"" + NOT_PLAIN.matcher(text).replaceAll("_") + "\"; filename*=UTF-8''" + exact;
    }
}
