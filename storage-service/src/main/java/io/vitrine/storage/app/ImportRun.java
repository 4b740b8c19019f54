/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.app;

import io.vitrine.contract.command.Copy;
import io.vitrine.contract.command.ImportOrder;
import io.vitrine.contract.command.ImportProgress;
import io.vitrine.contract.command.UploadResult;
import io.vitrine.storage.domain.Digests;
import io.vitrine.storage.domain.Formats;
import io.vitrine.storage.domain.ImportJob;
import io.vitrine.storage.domain.StorageError;
import io.vitrine.storage.domain.TakenIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** One attempt at an import: what was asked for and how far it is. */
final class ImportRun {

    private final ImportJob job;
    private final ImportOrder order;
    private final AtomicLong bytes = new AtomicLong();
    private final List<Copy> copies = new CopyOnWriteArrayList<>();
    private final List<String> failedStores = new CopyOnWriteArrayList<>();
    private final List<Copy> damaged = new CopyOnWriteArrayList<>();
    private volatile Formats formats;
    private volatile Map<String, String> properties = Map.of();
    private volatile TakenIn taken;
    private volatile Long total;
    private volatile Throwable lastFailure;

    ImportRun(ImportJob job, ImportOrder order) {
        this.job = job;
        this.order = order;
        this.formats = new Formats(order.diskFormat(), order.containerFormat());
    }

    ImportJob job() {
        return job;
    }

    ImportOrder order() {
        return order;
    }

    /** Copies made so far. */
    List<Copy> copies() {
        return copies;
    }

    /** Copies that were read and are not what they should be. */
    List<Copy> damaged() {
        return damaged;
    }

    /** That copy is not what it should be. */
    void foundDamaged(Copy copy) {
        damaged.add(copy);
    }

    /** What the first copy turned out to be; null before it is made. */
    TakenIn taken() {
        return taken;
    }

    /** A copy is about to be made; {@code length} is null when not known. */
    void begin(Long length) {
        total = length;
        bytes.set(0);
    }

    /** What the data is to be: what comes along with it, else what the image says. */
    Formats formats() {
        return formats;
    }

    /** These formats and properties come along with the data. */
    void brings(Formats described, Map<String, String> found) {
        formats = described;
        properties = found;
    }

    /** The same body, counted while it flows. */
    Body counted(Body body) {
        return sink -> body.drainTo(chunk -> {
            bytes.addAndGet(chunk.remaining());
            return sink.apply(chunk);
        });
    }

    /** The data was converted to that format. */
    void becomes(String diskFormat) {
        formats = new Formats(diskFormat, formats.container());
    }

    /** A copy is made. */
    void made(Copy copy, TakenIn what) {
        copies.add(copy);
        taken = what;
    }

    /** No copy could be made in that store. */
    void failed(String store, Throwable failure) {
        failedStores.add(store);
        lastFailure = failure;
    }

    ImportProgress progress() {
        List<String> remaining = new ArrayList<>(order.stores());
        copies.forEach(copy -> remaining.remove(copy.store()));
        remaining.removeAll(failedStores);
        return new ImportProgress(bytes.get(), total, remaining, List.copyOf(failedStores), null);
    }

    /**
     * What the catalog is told at the end.
     *
     * @throws StorageError where no store has a copy
     */
    UploadResult result() {
        if (copies.isEmpty()) {
            throw lastFailure instanceof StorageError known
                    ? known
                    : new StorageError.Unavailable("No store could take the data just now.", lastFailure);
        }
        Digests digests = taken.digests();
        return new UploadResult(
                digests.size(),
                digests.md5(),
                digests.algorithm().imageApiName(),
                digests.hash(),
                taken.virtualSize(formats.container()),
                List.copyOf(copies),
                List.copyOf(failedStores),
                properties,
                differs(order.diskFormat(), formats.disk()),
                differs(order.containerFormat(), formats.container()));
    }

    private static String differs(String declared, String found) {
        return found.equals(declared) ? null : found;
    }
}
