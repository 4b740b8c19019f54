/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.storage.out.convert;

import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vitrine.qemu.Isolation;
import io.vitrine.qemu.Limits;
import io.vitrine.qemu.QemuFormat;
import io.vitrine.qemu.QemuImg;
import io.vitrine.qemu.Scratch;
import io.vitrine.qemu.Target;
import io.vitrine.storage.ConversionConfig;
import io.vitrine.storage.StorageConfig;
import io.vitrine.storage.domain.Formats;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/** Converts imported images, where the operator wants one format. */
@Startup
@ApplicationScoped
public class Converter {

    private static final Logger LOG = Logger.getLogger(Converter.class);
    private static final String DEFAULT_SCRATCH = "vitrine-conversions";
    private static final String NO_CONTAINER = "bare";

    private final ConversionConfig config;
    private final Optional<QemuFormat> target;

    /** Both null where nothing is converted. */
    private final QemuImg qemu;

    private final Scratch scratch;
    private final Set<Workspace> open = ConcurrentHashMap.newKeySet();

    Converter(StorageConfig config) {
        this.config = config.conversion();
        this.target = config.imports()
                .convertTo()
                .map(format ->
                        QemuFormat.of(format.name().toLowerCase(Locale.ROOT)).orElseThrow());
        this.qemu = target.isPresent() ? new QemuImg() : null;
        this.scratch = target.isPresent() ? begin() : null;
    }

    private Scratch begin() {
        if (!qemu.isInstalled()) {
            throw new ConfigurationException(
                    "vitrine.storage.import.convert-to is set, but qemu-img or prlimit cannot be"
                            + " run: install the packages qemu-utils and util-linux, or take the setting away.");
        }
        LOG.logf(
                qemu.isolation() == Isolation.FILES_AND_NETWORK ? Level.INFO : Level.WARN,
                "Imported images are converted by qemu-img, with limits and %s",
                qemu.isolation().words());
        Path shared = config.scratch()
                .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")).resolve(DEFAULT_SCRATCH));
        try {
            return Scratch.below(shared.toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new ConfigurationException("vitrine.storage.conversion.scratch cannot be used: " + e);
        }
    }

    /** What an image of these formats is to be converted to; empty where it stays as it is. */
    public Optional<String> target(Formats formats) {
        return target.filter(to -> NO_CONTAINER.equals(formats.container()))
                .filter(to -> source(formats.disk()).filter(from -> from != to).isPresent())
                .map(QemuFormat::apiName);
    }

    /**
     * A place to convert one image in.
     *
     * @param cap bytes that the result, and the disk in the image, may have
     */
    public Workspace open(String diskFormat, long cap) throws IOException {
        Limits limits =
                new Limits(config.timeout(), config.cpuTime(), config.memory().asLongValue(), cap);
        Workspace workspace = new Workspace(
                scratch.directory(),
                config.reserve().asLongValue(),
                (from, to) -> qemu.convert(
                        from, source(diskFormat).orElseThrow(), to, Target.of(target.orElseThrow()), limits),
                open::remove);
        open.add(workspace);
        return workspace;
    }

    /** The imports go on elsewhere; here no process and no file is left of them. */
    @PreDestroy
    void stop() {
        open.forEach(Workspace::close);
        if (scratch != null) {
            scratch.close();
        }
    }

    /** A disk with a partition table is a raw one. */
    private static Optional<QemuFormat> source(String diskFormat) {
        return QemuFormat.of(diskFormat.equals("gpt") ? "raw" : diskFormat);
    }
}
