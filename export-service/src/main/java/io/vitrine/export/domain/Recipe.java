/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.export.domain;

import io.vitrine.export.domain.ExportFormat.Options;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What to make of an image, to the last choice, so that two equal recipes make the same of the same image.
 *
 * @param options every option that the format has, with its value
 * @param bundle null for the disk alone
 */
public record Recipe(ExportFormat format, Map<String, String> options, Bundle bundle) {

    /** Formats whose disk can be read; any other can only be handed on as it is. */
    private static final Set<String> CONVERTIBLE = Set.of("raw", "gpt", "qcow2", "vmdk", "vhd", "vhdx", "vdi");

    public Recipe {
        options = Map.copyOf(options);
    }

    /**
     * The recipe of a request.
     *
     * @param asked values of options, by their names; those that are missing have the usual ones
     * @param bundle null for the disk alone
     * @throws ExportError.Invalid for what there is not
     */
    public static Recipe of(String format, Map<String, String> asked, String bundle) {
        ExportFormat made = ExportFormat.of(format);
        Map<String, String> options = new TreeMap<>();
        made.choices().forEach((name, values) -> options.put(name, values.getFirst()));
        asked.forEach((name, value) -> options.put(name, known(made, name, value)));
        Recipe recipe = new Recipe(made, options, bundle == null ? null : Bundle.of(bundle));
        if (recipe.bundle == Bundle.OVA && !Options.STREAM_OPTIMIZED.equals(options.get(Options.SUBFORMAT))) {
            throw new ExportError.Invalid("An OVA holds a vmdk with the subformat streamOptimized.");
        }
        return recipe;
    }

    private static String known(ExportFormat format, String name, String value) {
        List<String> values = format.choices().get(name);
        if (values == null) {
            throw new ExportError.Invalid("The format " + format.wireName() + " has no option '" + name + "'; "
                    + (format.choices().isEmpty()
                            ? "it has none."
                            : "it has " + String.join(", ", new TreeMap<>(format.choices()).keySet()) + "."));
        }
        if (!values.contains(value)) {
            throw new ExportError.Invalid("The option " + name + " of " + format.wireName() + " is one of "
                    + String.join(", ", values) + ", not '" + value + "'.");
        }
        return value;
    }

    /** Refuses a source that this cannot be made of. */
    public void requirePossible(Source source) {
        if (format == ExportFormat.NATIVE) {
            return;
        }
        if (!"bare".equals(source.containerFormat()) || !CONVERTIBLE.contains(source.diskFormat())) {
            throw new ExportError.Invalid("An image of disk format " + source.diskFormat() + " in container format "
                    + source.containerFormat() + " cannot be converted; export it as native.");
        }
    }

    /** Under what the result is kept: equal for equal bytes that become the same. A bundle tells of the image too. */
    public String cacheKey(Source source) {
        return String.join(
                ";",
                source.hashAlgo() + ":" + source.hashValue(),
                source.diskFormat(),
                format.wireName(),
                new TreeMap<>(options).toString(),
                bundle == null ? "" : bundle.wireName() + ":" + source.imageId() + ":" + source.version());
    }
}
