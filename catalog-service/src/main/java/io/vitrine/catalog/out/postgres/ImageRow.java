/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.out.postgres;

import io.vitrine.catalog.domain.Image;
import io.vitrine.catalog.domain.ImageData;
import io.vitrine.catalog.domain.ImageDetails;
import io.vitrine.catalog.domain.ImageFormats;
import io.vitrine.catalog.domain.ImageStatus;
import io.vitrine.catalog.domain.ImportStores;
import io.vitrine.catalog.domain.Lease;
import io.vitrine.catalog.domain.Visibility;
import io.vitrine.contract.Actor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** An image as its table keeps it. */
@Entity
@Table(name = "image")
class ImageRow {

    @Id
    UUID id;

    String owner;
    String status;
    String name;
    String visibility;

    @Column(name = "protected")
    boolean isProtected;

    @Column(name = "os_hidden")
    boolean hidden;

    @Column(name = "disk_format")
    String diskFormat;

    @Column(name = "container_format")
    String containerFormat;

    @Column(name = "min_disk")
    int minDisk;

    @Column(name = "min_ram")
    int minRam;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> tags;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, String> properties;

    Long size;

    @Column(name = "virtual_size")
    Long virtualSize;

    String checksum;

    @Column(name = "os_hash_algo")
    String hashAlgorithm;

    @Column(name = "os_hash_value")
    String hashValue;

    @Column(name = "filled_by")
    UUID filledBy;

    @JdbcTypeCode(SqlTypes.JSON)
    Map<String, UUID> copies;

    @Column(name = "upload_lease")
    UUID uploadLease;

    @Column(name = "upload_expires_at")
    Instant uploadExpiresAt;

    @Column(name = "upload_actor")
    @JdbcTypeCode(SqlTypes.JSON)
    Actor uploadActor;

    @Column(name = "upload_reserved")
    Long uploadReserved;

    @Column(name = "staged_by")
    UUID stagedBy;

    @JdbcTypeCode(SqlTypes.JSON)
    ImageData staged;

    @Column(name = "importing_stores")
    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> importingStores;

    @Column(name = "failed_stores")
    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> failedStores;

    /** Counted by the database. */
    @Column(insertable = false, updatable = false)
    int shares;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    static ImageRow of(Image image) {
        ImageRow row = new ImageRow();
        row.id = image.id();
        row.owner = image.owner();
        row.status = image.status().wireName();
        row.createdAt = image.createdAt();
        row.updatedAt = image.updatedAt();
        row.describe(image.details());
        if (image.data() != null) {
            row.fill(image.data());
        }
        if (image.lease() != null) {
            row.uploadLease = image.lease().id();
            row.uploadExpiresAt = image.lease().expiresAt();
            row.uploadActor = image.lease().holder();
            row.uploadReserved = image.lease().reserved();
        }
        if (image.staged() != null) {
            row.staged = image.staged();
            row.stagedBy = image.staged().upload();
        }
        if (image.imports() != null) {
            row.importingStores = List.copyOf(image.imports().importing());
            row.failedStores = List.copyOf(image.imports().failed());
        }
        return row;
    }

    private void describe(ImageDetails details) {
        name = details.name();
        visibility = details.visibility().wireName();
        isProtected = details.isProtected();
        hidden = details.hidden();
        diskFormat = details.formats().disk();
        containerFormat = details.formats().container();
        minDisk = details.minDisk();
        minRam = details.minRam();
        tags = List.copyOf(details.tags());
        properties = details.properties();
    }

    private void fill(ImageData data) {
        size = data.size();
        virtualSize = data.virtualSize();
        checksum = data.checksum();
        hashAlgorithm = data.hash().algorithm();
        hashValue = data.hash().value();
        filledBy = data.upload();
        copies = data.copies();
    }

    Image toImage() {
        ImageDetails details = new ImageDetails(
                name,
                Visibility.of(visibility).orElseThrow(),
                isProtected,
                hidden,
                new ImageFormats(diskFormat, containerFormat),
                minDisk,
                minRam,
                new TreeSet<>(tags),
                new TreeMap<>(properties));
        return new Image(
                id,
                owner,
                ImageStatus.of(status),
                details,
                filledBy == null ? null : data(),
                staged,
                uploadLease == null ? null : lease(),
                importingStores == null ? null : imports(),
                shares,
                createdAt,
                updatedAt);
    }

    private Lease lease() {
        long reserved = uploadReserved == null ? 0 : uploadReserved;
        return new Lease(uploadLease, uploadExpiresAt, uploadActor, reserved);
    }

    private ImageData data() {
        ImageData.Multihash hash = new ImageData.Multihash(hashAlgorithm, hashValue);
        return new ImageData(size, virtualSize, checksum, hash, filledBy, new TreeMap<>(copies));
    }

    private ImportStores imports() {
        return new ImportStores(new TreeSet<>(importingStores), new TreeSet<>(failedStores));
    }
}
