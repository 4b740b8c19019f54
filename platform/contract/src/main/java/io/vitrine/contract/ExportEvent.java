/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

import java.util.Map;
import java.util.UUID;

/** What export-service states about exports of an image: topic {@link Topics#EXPORT}. */
public sealed interface ExportEvent extends VitrineEvent {

    /**
     * An export was asked for, by a user or by a rule.
     *
     * @param job id of the export
     * @param project id of the project that it belongs to
     * @param format what to make of the image: raw, qcow2, vmdk, vhd, vhdx, vdi, or native for the image as it is
     * @param options how to make it: compression and the format's own options, by their names
     * @param bundle tar or ova; null for the disk alone
     * @param rule id of the rule that asked; null where a user did
     */
    record ExportRequested(
            UUID job, String project, String format, Map<String, String> options, String bundle, UUID rule)
            implements ExportEvent {}

    /**
     * The result is there, whole and checked, and can be fetched.
     *
     * @param job id of the export
     * @param artefact id of the result, which other exports may share
     * @param size bytes of the file
     * @param checksum MD5 in lower-case hex; null where it was not computed
     * @param osHashAlgo name of the second digest's algorithm
     * @param osHashValue the second digest in lower-case hex
     * @param virtualSize bytes of the disk in it; null where that was not looked at
     * @param cached whether it had been made for an earlier export
     */
    record ExportCompleted(
            UUID job,
            UUID artefact,
            long size,
            String checksum,
            String osHashAlgo,
            String osHashValue,
            Long virtualSize,
            boolean cached)
            implements ExportEvent {}

    /**
     * There is no result and will be none.
     *
     * @param job id of the export
     * @param cancelled whether that was wanted
     * @param reason readable by who asked for it
     */
    record ExportFailed(UUID job, boolean cancelled, String reason) implements ExportEvent {}

    /**
     * A result cannot be fetched any more.
     *
     * @param job id of the export
     * @param artefact id of the result
     * @param reason age, size, image_deleted, image_deprecated or lost
     */
    record ExportExpired(UUID job, UUID artefact, String reason) implements ExportEvent {}
}
