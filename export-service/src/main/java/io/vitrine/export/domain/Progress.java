/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.domain;

/**
 * How far an export is.
 *
 * @param bytes that the stage has done
 * @param total bytes that the stage has to do; null where that is not known
 * @param percent of the whole export, an estimate
 */
public record Progress(Stage stage, long bytes, Long total, int percent) {

    /** Waiting to be begun. */
    public static final Progress NONE = new Progress(Stage.WAITING, 0, null, 0);

    /** Of what a stage has done. */
    public static Progress of(Stage stage, long bytes, Long total) {
        double part = total == null || total == 0 ? 0 : (double) bytes / total;
        return new Progress(stage, bytes, total, stage.percent(part));
    }
}
