/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vitrine.export.domain.Bundle;
import io.vitrine.export.out.bundle.TarStream.Entry;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Wraps a disk up while it is read, so that nothing of a bundle is ever on a disk here.
 *
 * <p>A tar has the disk, {@code manifest.json} and {@code SHA256SUMS}. An OVA (DSP0243) has its descriptor, the disk and, as
 * the last, a manifest with their digests.
 */
public final class Bundles {

    private static final String DESCRIPTOR = "image.ovf";

    private final Contents contents;
    private final Map<String, MessageDigest> digests = new LinkedHashMap<>();

    private Bundles(Contents contents) {
        this.contents = contents;
    }

    /** The bundle as a stream. {@code disk} has as many bytes as the contents say. */
    public static InputStream of(Bundle kind, Contents contents, InputStream disk) {
        Bundles bundle = new Bundles(contents);
        List<Supplier<Entry>> entries = switch (kind) {
            case TAR -> bundle.tar(disk);
            case OVA -> bundle.ova(disk);
        };
        return TarStream.of(entries, contents.time());
    }

    private List<Supplier<Entry>> tar(InputStream disk) {
        return List.of(
                () -> disk(disk),
                () -> text("manifest.json", Manifest.of(contents, digest(contents.diskName()))),
                () -> text("SHA256SUMS", sums("%2$s  %1$s\n")));
    }

    private List<Supplier<Entry>> ova(InputStream disk) {
        return List.of(
                () -> text(DESCRIPTOR, OvfDescriptor.of(contents)),
                () -> disk(disk),
                () -> text("image.mf", sums("SHA256(%1$s)= %2$s\n")));
    }

    private Entry disk(InputStream disk) {
        return digested(new Entry(contents.diskName(), contents.diskSize(), disk));
    }

    private Entry text(String name, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return digested(new Entry(name, bytes.length, new ByteArrayInputStream(bytes)));
    }

    private Entry digested(Entry entry) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digests.put(entry.name(), digest);
            return new Entry(entry.name(), entry.size(), new DigestInputStream(entry.bytes(), digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of what has been read already, which is all that came before. */
    private String digest(String name) {
        try {
            MessageDigest soFar = (MessageDigest) digests.get(name).clone();
            return HexFormat.of().formatHex(soFar.digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sums(String line) {
        StringBuilder sums = new StringBuilder();
        digests.keySet().forEach(name -> sums.append(line.formatted(name, digest(name))));
        return sums.toString();
    }
}
