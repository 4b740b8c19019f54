/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.app;

import io.vitrine.export.domain.ExportError;
import io.vitrine.export.domain.ExportJob;
import io.vitrine.export.domain.Progress;
import io.vitrine.export.domain.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** One attempt at an export: how far it is, and what has to be stopped when it is given up. */
final class ExportRun implements AutoCloseable {

    private final ExportJob job;
    private final StageTimes times = new StageTimes(System::nanoTime);
    private final List<Runnable> undo = new ArrayList<>();
    private boolean closed;
    private Stage stage = Stage.WAITING;
    private long bytes;
    private Long total;
    private DoubleSupplier part = () -> 0;

    ExportRun(ExportJob job) {
        this.job = job;
    }

    ExportJob job() {
        return job;
    }

    /** A stage begins that counts its bytes; {@code all} is null where their number is not known. */
    synchronized void begin(Stage next, Long all) {
        stage = next;
        total = all;
        bytes = 0;
        part = () -> 0;
    }

    /** A stage begins that tells from 0 to 1 how much of that many bytes is done. */
    synchronized void begin(Stage next, long all, DoubleSupplier done) {
        begin(next, Long.valueOf(all));
        part = done;
    }

    /** So many more bytes are done; fails as {@link #requireHeld} does. */
    synchronized void moved(long more) {
        requireHeld();
        bytes += more;
    }

    /** Fails once the attempt is given up, so that nobody works on in vain. */
    synchronized void requireHeld() {
        if (closed) {
            throw new ExportError.LeaseLost();
        }
    }

    /** How long the stages took that have ended. */
    StageTimes times() {
        return times;
    }

    synchronized Progress progress() {
        return Progress.of(stage, Math.max(bytes, total == null ? 0 : (long) (total * part.getAsDouble())), total);
    }

    /** What has to be undone when the attempt ends, last of all what came first. At once, when it has ended. */
    void atEnd(Runnable undoing) {
        synchronized (this) {
            if (!closed) {
                undo.add(undoing);
                return;
            }
        }
        undoing.run();
    }

    @Override
    public void close() {
        List<Runnable> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(undo.reversed());
            undo.clear();
        }
        all.forEach(Runnable::run);
    }
}
