/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the published documents to the records: the AsyncAPI document names every fact, the schemas and docs/events.md
 * are as generated. Run with {@code -Dvitrine.documents=write} to write the generated ones anew.
 */
class ContractDocumentsTest {

    private static final Path ASYNCAPI = Path.of("src/main/resources/asyncapi/asyncapi.yaml");
    private static final Path SCHEMAS = Path.of("src/main/resources/asyncapi/schemas");
    private static final Path README = Path.of("../../README.md");
    private static final Path EVENTS_PAGE = Path.of("../../docs/events.md");

    static Stream<VitrineEvent> everyFact() {
        return Samples.all();
    }

    @Test
    void asyncApi_namesEveryFact_inItsTopic() throws IOException {
        JsonNode document = asyncApi();
        List<String> documented = new ArrayList<>();
        for (JsonNode channel : document.get("channels")) {
            channel.get("messages")
                    .fieldNames()
                    .forEachRemaining(message ->
                            documented.add(channel.get("address").textValue() + " " + typeOf(document, message)));
        }

        assertThat(documented)
                .containsExactlyInAnyOrderElementsOf(Samples.all()
                        .map(event -> Topics.of(event).name() + " " + EventTypes.typeOf(event))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("everyFact")
    void schema_isAsTheRecordIs_andTakesItsSample(VitrineEvent fact) throws IOException {
        String type = EventTypes.typeOf(fact);
        String schema = EventSchemas.of(fact.getClass());

        assertThat(published(SCHEMAS.resolve(type + ".json"), schema)).isEqualTo(schema);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema)
                        .validate(new String(EventCodec.json(fact), UTF_8), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void eventsPage_isAsTheDocumentSays() throws IOException {
        String page = EventsPage.of(asyncApi());

        assertThat(published(EVENTS_PAGE, page)).isEqualTo(page);
    }

    @Test
    void readme_hasEveryEvent() throws IOException {
        List<String> rows = EventsPage.of(asyncApi())
                .lines()
                .filter(line -> line.matches("\\| [A-Z]\\w+ \\|.*"))
                .toList();

        assertThat(rows).hasSize(EventTypes.all().size());
        assertThat(Files.readAllLines(README)).containsAll(rows);
    }

    private static String published(Path file, String generated) throws IOException {
        if ("write".equals(System.getProperty("vitrine.documents"))) {
            Files.writeString(file, generated);
        }
        return Files.readString(file);
    }

    private static JsonNode asyncApi() throws IOException {
        return new YAMLMapper().readTree(ASYNCAPI.toFile());
    }

    private static String typeOf(JsonNode document, String message) {
        return document.at("/components/messages/" + message + "/name").textValue();
    }
}
