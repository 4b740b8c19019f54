/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Runs qemu-img on files that strangers made.
 *
 * <p>What qemu-img reads decides what it does, so nothing is left to the file: {@link io.vitrine.diskformat} has looked at
 * it first, the formats of source and result are always given and never probed, and the program runs without a shell in a
 * directory of its own, on plain names there, with an empty environment, no input, and limits on time, memory, output and
 * open files; without a network and without sight of other files where the system lets it.
 */
package io.vitrine.qemu;
