/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import io.vitrine.local.ChildJvm;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Held by the one launcher that runs on a home; the system lets go of it however the launcher ends. */
final class HomeLock {

    /** Kept for as long as this process lives: a channel that nobody refers to is closed, and the lock is gone. */
    private static FileChannel held;

    private HomeLock() {}

    /** Takes it until this process ends. */
    static synchronized void take(Home home) {
        try {
            held = FileChannel.open(home.run("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (held.tryLock() == null) {
                throw running(home);
            }
        } catch (IOException e) {
            throw new StartFailure("Cannot write to " + home.root() + " (" + e.getMessage() + ").", null, e);
        }
        ChildJvm.writePid(home.launcher());
    }

    static StartFailure running(Home home) {
        String process = ChildJvm.find(home.launcher())
                .map(it -> " (process " + it.pid() + ")")
                .orElse("");
        return new StartFailure("Vitrine runs on " + home.root() + " already" + process + "; deploy/down stops it.");
    }
}
