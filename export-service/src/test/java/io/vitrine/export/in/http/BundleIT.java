/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.in.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vitrine.export.stack.Disks;
import io.vitrine.export.stack.ExportStack;
import io.vitrine.export.stack.Exports;
import io.vitrine.export.stack.Images;
import io.vitrine.testkit.Servers;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Disks that are wrapped up with what there is to know of them. */
@Tag("qemu-img")
@QuarkusTest
@WithTestResource(ExportStack.class)
class BundleIT {

    Servers servers;
    Images images;

    private Exports demo;
    private Path raw;
    private UUID image;

    @BeforeEach
    void activeImage() {
        demo = Exports.of(servers, "demo");
        raw = Disks.raw();
        image = images.active(demo.token(), "raw", raw);
        images.set(demo.token(), image, "os_distro", "debian");
    }

    @Test
    void tar_hasTheDisk_itsRecord_andItsDigests() throws Exception {
        String id = demo.asked(image, "qcow2", "\"bundle\": \"tar\"");
        demo.await(id, "completed");

        Map<String, byte[]> files = files(demo.fetch(id));

        assertThat(files.keySet()).containsExactly("disk.qcow2", "manifest.json", "SHA256SUMS");
        Path disk = Files.write(Disks.fresh("qcow2"), files.get("disk.qcow2"));
        Disks.requireSame(raw, disk, "qcow2");
        assertThat(text(files, "SHA256SUMS"))
                .isEqualTo(sha256(files, "disk.qcow2") + "  disk.qcow2\n" + sha256(files, "manifest.json")
                        + "  manifest.json\n");
        JsonPath manifest = JsonPath.from(text(files, "manifest.json"));
        assertThat(manifest.getString("image.id")).isEqualTo(image.toString());
        assertThat(manifest.getString("image.properties.os_distro")).isEqualTo("debian");
        assertThat(manifest.getString("disk.sha256")).isEqualTo(sha256(files, "disk.qcow2"));
        assertThat(manifest.getLong("disk.virtual_size")).isEqualTo(Disks.SIZE);
        assertThat(manifest.getString("source.os_hash_value"))
                .isEqualTo(images.field(demo.token(), image, "os_hash_value"));
        assertThat(manifest.getString("tool")).contains("qemu-img");
        demo.file(demo.as(), id).header("Content-Disposition", containsString("an image.tar"));
    }

    @Test
    void ova_isADescriptor_andADisk_thatItDescribes() throws Exception {
        images.set(demo.token(), image, "name", "<a> & \\\"b\\\"");
        String id = demo.asked(image, "vmdk", "\"bundle\": \"ova\"");
        demo.await(id, "completed");

        Map<String, byte[]> files = files(demo.fetch(id));

        assertThat(files.keySet()).containsExactly("image.ovf", "disk.vmdk", "image.mf");
        Disks.requireSame(raw, Files.write(Disks.fresh("vmdk"), files.get("disk.vmdk")), "vmdk");
        var ovf = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(files.get("image.ovf")));
        assertThat(ovf.getElementsByTagName("Name").item(0).getTextContent()).isEqualTo("<a> & \"b\"");
        var attributes = ovf.getElementsByTagName("File").item(0).getAttributes();
        assertThat(attributes.getNamedItem("ovf:size").getNodeValue())
                .isEqualTo(String.valueOf(files.get("disk.vmdk").length));
        assertThat(text(files, "image.mf")).contains("SHA256(disk.vmdk)= " + sha256(files, "disk.vmdk"));
    }

    @Test
    void bundle_ofAChangedRecord_isMadeAnew() {
        String id = demo.asked(image, "native", "\"bundle\": \"tar\"");
        demo.await(id, "completed");
        assertThat(demo.show(demo.asked(image, "native", "\"bundle\": \"tar\"")).getString("state"))
                .isEqualTo("completed");

        images.set(demo.token(), image, "os_distro", "ubuntu");

        String other = demo.asked(image, "native", "\"bundle\": \"tar\"");
        assertThat(demo.await(other, "completed").getBoolean("cached")).isFalse();
    }

    private static Map<String, byte[]> files(Path tar) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (InputStream bytes = Files.newInputStream(tar);
                TarArchiveInputStream archive = new TarArchiveInputStream(bytes)) {
            for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                files.put(entry.getName(), archive.readAllBytes());
            }
        }
        return files;
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    private static String sha256(Map<String, byte[]> files, String name) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(files.get(name)));
    }
}
