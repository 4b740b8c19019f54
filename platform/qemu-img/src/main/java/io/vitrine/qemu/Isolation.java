/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.qemu;

/** What a run is kept from, beside its limits and all privileges but its user's own; the best that the system lets. */
public enum Isolation {
    /** It sees its own directory, in which it can write no more than a result, the system's programs, and no network: by bubblewrap. */
    FILES_AND_NETWORK("seeing its own files only, and no network"),
    /** It has no network, but may read what this process may: by unshare. */
    NETWORK("without a network, but not kept from this process's files: bubblewrap cannot be run here"),
    /** It has this process's files and network. */
    NONE("not kept from this process's files and network: neither bubblewrap nor unshare can be run here");

    private final String words;

    Isolation(String words) {
        this.words = words;
    }

    /** To be said in a log, as in "qemu-img runs …". */
    public String words() {
        return words;
    }
}
