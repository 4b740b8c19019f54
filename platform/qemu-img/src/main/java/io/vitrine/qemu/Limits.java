/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

import java.time.Duration;

/**
 * What one run of qemu-img may take.
 *
 * @param time from start to end; then it is killed
 * @param cpu processor time, rounded up to a second; then the kernel kills it
 * @param memory bytes of address space; large parts of it are never used
 * @param output bytes that the result may have, and the disk inside the source too
 */
public record Limits(Duration time, Duration cpu, long memory, long output) {

    static final int OPEN_FILES = 64;

    /** The same with another limit on the result. */
    public Limits withOutput(long bytes) {
        return new Limits(time, cpu, memory, bytes);
    }
}
