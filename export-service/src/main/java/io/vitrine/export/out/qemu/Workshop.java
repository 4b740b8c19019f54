/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.out.qemu;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vitrine.export.ExportConfig;
import io.vitrine.export.domain.ExportError;
import io.vitrine.qemu.Isolation;
import io.vitrine.qemu.QemuImg;
import io.vitrine.qemu.Scratch;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Where this replica converts images. */
@Startup
@ApplicationScoped
public class Workshop {

    private static final Logger LOG = Logger.getLogger(Workshop.class);
    private static final String DEFAULT_SCRATCH = "vitrine-exports";

    private final QemuImg qemu = new QemuImg();
    private final ExportConfig.Conversion config;
    private final Scratch scratch;
    private final Room room;
    private final String tool = version();
    private volatile boolean installed;
    private final Set<Workspace> open = ConcurrentHashMap.newKeySet();

    Workshop(ExportConfig config) {
        this.config = config.conversion();
        Path shared = this.config
                .scratch()
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")).resolve(DEFAULT_SCRATCH))
                .toAbsolutePath()
                .normalize();
        try {
            this.scratch = Scratch.below(shared);
            this.room = new Room(shared, this.config.reserve().asLongValue());
        } catch (IOException e) {
            throw new ConfigurationException("vitrine.export.conversion.scratch cannot be used: " + e);
        }
        tellWhatIsThere();
    }

    private void tellWhatIsThere() {
        if (!converts()) {
            LOG.warn("Images can be exported only as they are: qemu-img or prlimit cannot be run; install the packages"
                    + " qemu-utils and util-linux");
        } else if (qemu.isolation() == Isolation.FILES_AND_NETWORK) {
            LOG.infof(
                    "Images are converted by qemu-img, with limits and %s",
                    qemu.isolation().words());
        } else {
            LOG.warnf(
                    "Images are converted by qemu-img, with limits, but %s",
                    qemu.isolation().words());
            if (config.links()) {
                LOG.warn("Images are copied, though vitrine.export.conversion.links is on: they could be written to");
            }
        }
    }

    /** What makes the results, with its version; a bundle names it. */
    public String tool() {
        return tool;
    }

    private static String version() {
        try {
            Process process = new ProcessBuilder("qemu-img", "--version").start();
            try (var said = process.inputReader()) {
                return said.readLine();
            }
        } catch (IOException notInstalled) {
            return null;
        }
    }

    /** Whether images can be converted here; what was missing may be installed meanwhile. */
    private boolean converts() {
        installed = installed || qemu.isInstalled();
        return installed;
    }

    /** Whether images may be read where they lie, since what reads them could not write to them. */
    public boolean links() {
        return config.links() && qemu.isolation() == Isolation.FILES_AND_NETWORK;
    }

    /** A place to make one result in, without room for anything yet; fails with an {@link ExportError}. */
    public Workspace open() throws IOException {
        if (!converts()) {
            throw new ExportError.Impossible(
                    "qemu-img is missing where images are converted: its operator has to install the package qemu-utils.");
        }
        Room.Share share = room.take(0);
        try {
            Workspace workspace = new Workspace(scratch.directory(), share, qemu, config, open::remove);
            open.add(workspace);
            return workspace;
        } catch (IOException e) {
            share.close();
            throw e;
        }
    }

    /** The exports go on elsewhere; here no process and no file is left of them. */
    @PreDestroy
    void stop() {
        open.forEach(Workspace::close);
        scratch.close();
    }
}
