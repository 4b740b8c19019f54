/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

/**
 * One thing worth saying about an image.
 *
 * @param problem what kind of thing
 * @param severity whether the image must not be used
 * @param reason a sentence for the image's owner: what is wrong and, where there is a way, what to do. It never quotes
 *     text from the image.
 */
public record Finding(Problem problem, Severity severity, String reason) {

    /** How bad it is. */
    public enum Severity {
        /** Do not keep and do not open it. */
        UNSAFE,
        /** Usable; somebody may want to know. */
        NOTE
    }
}
