/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** A vhdx by hand, and where its parts are in any vhdx. */
final class HandMadeVhdx {

    static final int[] HEADERS = {64 * HandMade.KIB, 128 * HandMade.KIB};
    static final int[] REGIONS = {192 * HandMade.KIB, 256 * HandMade.KIB};
    static final String BLOCKS = "2dc27766-f623-4200-9d64-115e9bfd4a08";
    static final String METADATA = "8b7ca206-4790-4b9a-b8fe-575f050f886e";
    static final String FILE_PARAMETERS = "caa16737-fa36-4d43-b3b6-33f0aa44e76b";
    static final String DISK_SIZE = "2fa54224-cd1b-4876-b211-5dbed83bf4b8";
    static final String LOGICAL_SECTOR = "8141bf1d-a96f-4709-ba47-f233a8faab5f";
    static final String PHYSICAL_SECTOR = "cda348c7-445d-4471-9cc9-e9885251c556";
    static final String PARENT_LOCATOR = "a8d35f2d-b30b-454d-abf7-d3d84834ab0c";

    private static final int HEADER_LENGTH = 4096;
    private static final int TABLE_LENGTH = 64 * HandMade.KIB;

    private HandMadeVhdx() {}

    static byte[] image() {
        Editor image = Editor.blank(3 * HandMade.MIB).little().text(0, "vhdxfile");
        for (int copy = 0; copy < 2; copy++) {
            image.text(HEADERS[copy], "head").u64(HEADERS[copy] + 8, copy).u16(HEADERS[copy] + 66, 1);
            int table = REGIONS[copy];
            image.text(table, "regi").u32(table + 8, 2);
            region(image, table + 16, BLOCKS, 2 * HandMade.MIB);
            region(image, table + 48, METADATA, HandMade.MIB);
        }
        int start = HandMade.MIB;
        image.text(start, "metadata").u16(start + 10, 3);
        item(image, start + 32, FILE_PARAMETERS, 0, 8).u32(start + TABLE_LENGTH, 8 * HandMade.MIB);
        item(image, start + 64, DISK_SIZE, 8, 8).u64(start + TABLE_LENGTH + 8, 10L * HandMade.MIB);
        item(image, start + 96, LOGICAL_SECTOR, 16, 4).u32(start + TABLE_LENGTH + 16, 512);
        return seal(image).bytes();
    }

    /** Makes all checksums right. */
    static Editor seal(Editor image) {
        for (int copy = 0; copy < 2; copy++) {
            Checksums.vhdx(image, HEADERS[copy], HEADER_LENGTH);
            Checksums.vhdx(image, REGIONS[copy], TABLE_LENGTH);
        }
        return image;
    }

    static byte[] guid(String text) {
        byte[] bytes = HexFormat.of().parseHex(text.replace("-", ""));
        ByteBuffer big = ByteBuffer.wrap(bytes);
        ByteBuffer little = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        little.putInt(big.getInt()).putShort(big.getShort()).putShort(big.getShort());
        return little.putLong(Long.reverseBytes(big.getLong())).array();
    }

    /** Where an item's value is. */
    static int item(Editor image, String guid) {
        int metadata = (int) image.u64(image.find(guid(METADATA)) + 16);
        return metadata + (int) image.u32(image.find(guid(guid)) + 16);
    }

    private static void region(Editor image, int at, String guid, int offset) {
        image.put(at, guid(guid))
                .u64(at + 16, offset)
                .u32(at + 24, HandMade.MIB)
                .u32(at + 28, 1);
    }

    private static Editor item(Editor image, int at, String guid, int offset, int length) {
        return image.put(at, guid(guid))
                .u32(at + 16, TABLE_LENGTH + offset)
                .u32(at + 20, length)
                .u32(at + 24, 4);
    }
}
