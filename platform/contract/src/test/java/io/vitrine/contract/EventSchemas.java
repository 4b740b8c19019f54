/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.util.Locale;

/** JSON Schemas of the facts' data, from the records. Open for further members, as readers must be. */
final class EventSchemas {

    private static final SchemaGenerator GENERATOR = generator();

    private EventSchemas() {}

    static String of(Class<? extends VitrineEvent> event) {
        return GENERATOR.generateSchema(event).toPrettyString() + "\n";
    }

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(
                        Option.EXTRA_OPEN_API_FORMAT_VALUES,
                        Option.INLINE_ALL_SCHEMAS,
                        Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
        config.forFields().withPropertyNameOverrideResolver(EventSchemas::name);
        return new SchemaGenerator(config.build());
    }

    private static String name(FieldScope field) {
        String name = field.getDeclaredName();
        return "isProtected".equals(name)
                ? "protected"
                : name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
