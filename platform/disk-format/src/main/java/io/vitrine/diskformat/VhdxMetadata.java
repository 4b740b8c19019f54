/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.util.HashSet;
import java.util.Set;

/** A vhdx's metadata: size of the disk, size of its blocks, whether it has a parent. */
final class VhdxMetadata {

    private static final String FILE_PARAMETERS = "caa16737-fa36-4d43-b3b6-33f0aa44e76b";
    private static final String DISK_SIZE = "2fa54224-cd1b-4876-b211-5dbed83bf4b8";
    private static final String DISK_ID = "beca12ab-b2e6-4523-93ef-c309e000c746";
    private static final String LOGICAL_SECTOR = "8141bf1d-a96f-4709-ba47-f233a8faab5f";
    private static final String PHYSICAL_SECTOR = "cda348c7-445d-4471-9cc9-e9885251c556";
    private static final String PARENT_LOCATOR = "a8d35f2d-b30b-454d-abf7-d3d84834ab0c";
    private static final Set<String> KNOWN =
            Set.of(FILE_PARAMETERS, DISK_SIZE, DISK_ID, LOGICAL_SECTOR, PHYSICAL_SECTOR, PARENT_LOCATOR);

    private static final int TABLE_LENGTH = 64 * 1024;
    private static final int ENTRY = 32;
    private static final int MOST_ENTRIES = 2047;
    private static final int HAS_PARENT = 1 << 1;
    private static final int REQUIRED = 1 << 2;
    private static final long LARGEST_DISK = 64L << 40;

    private final ImageStream image;
    private final Report report;
    private final long start;
    private final long length;
    private final Set<String> seen = new HashSet<>();

    /**
     * @param start of the metadata region, in bytes from the beginning of the file
     * @param length of the region in bytes
     */
    VhdxMetadata(ImageStream image, Report report, long start, long length) {
        this.image = image;
        this.report = report;
        this.start = start;
        this.length = length;
    }

    void watch() {
        image.at(start, TABLE_LENGTH, this::table);
    }

    private void table(Bytes bytes) {
        if (!report.complete(bytes, "the vhdx metadata")) {
            return;
        }
        int count = bytes.littleEndian().u16(10);
        if (!bytes.is(0, "metadata") || count > MOST_ENTRIES) {
            report.unsafe(
                    bytes.is(0, "metadata") ? Problem.OVERSIZED_TABLE : Problem.BAD_HEADER,
                    "the vhdx metadata is missing or has more than " + MOST_ENTRIES + " entries");
            return;
        }
        for (int i = 1; i <= count; i++) {
            item(bytes.slice(i * ENTRY, ENTRY));
        }
        report.unsafeIf(
                !seen.contains(FILE_PARAMETERS) || !seen.contains(DISK_SIZE) || !seen.contains(LOGICAL_SECTOR),
                Problem.BAD_HEADER,
                "the vhdx metadata does not say the sizes of disk, blocks and sectors");
    }

    private void item(Bytes entry) {
        String guid = Guid.at(entry, 0);
        long offset = entry.u32(16);
        long size = entry.u32(20);
        if (!KNOWN.contains(guid)) {
            report.unsafeIf(
                    (entry.u32(24) & REQUIRED) != 0,
                    Problem.UNKNOWN_FEATURE,
                    "the vhdx needs metadata of an unknown kind");
            return;
        }
        if (guid.equals(PARENT_LOCATOR)) {
            report.unsafe(Problem.PARENT_DISK, parent());
            return;
        }
        if (offset < TABLE_LENGTH || offset + size > length || !seen.add(guid)) {
            report.unsafe(Problem.BAD_HEADER, "a vhdx metadata item is named twice or lies outside its region");
            return;
        }
        switch (guid) {
            case DISK_SIZE -> image.at(start + offset, 8, this::diskSize);
            case FILE_PARAMETERS -> image.at(start + offset, 8, this::fileParameters);
            case LOGICAL_SECTOR -> image.at(start + offset, 4, this::sectorSize);
            default -> {}
        }
    }

    private static String parent() {
        return "the vhdx holds only the differences from a parent disk: merge it with its parent first";
    }

    private void diskSize(Bytes bytes) {
        if (!report.complete(bytes, "the vhdx metadata")) {
            return;
        }
        long size = bytes.littleEndian().u64(0);
        if (size < 0 || size > LARGEST_DISK) {
            report.unsafe(Problem.IMPOSSIBLE_SIZE, "the vhdx gives its disk more than the format's 64 TiB");
        } else {
            report.virtualSize(size);
        }
    }

    private void fileParameters(Bytes bytes) {
        if (!report.complete(bytes, "the vhdx metadata")) {
            return;
        }
        long blockSize = bytes.littleEndian().u32(0);
        report.unsafeIf(
                blockSize < VhdxRegions.MIB || blockSize > 256L * VhdxRegions.MIB || Long.bitCount(blockSize) != 1,
                Problem.BAD_HEADER,
                "the vhdx's blocks of " + blockSize + " bytes are not a power of two from 1 to 256 MiB");
        report.unsafeIf((bytes.u32(4) & HAS_PARENT) != 0, Problem.PARENT_DISK, parent());
    }

    private void sectorSize(Bytes bytes) {
        if (report.complete(bytes, "the vhdx metadata")) {
            long size = bytes.littleEndian().u32(0);
            report.unsafeIf(
                    size != 512 && size != 4096, Problem.BAD_HEADER, "the vhdx's sectors have " + size + " bytes");
        }
    }
}
