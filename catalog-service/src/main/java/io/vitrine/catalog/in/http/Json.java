/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.in.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vitrine.catalog.domain.CatalogError;
import io.vitrine.kit.problem.Problem;
import io.vitrine.kit.problem.ProblemException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Bodies of the Image API: read strictly, with a bound on their nesting, whatever a client says it accepts. */
public final class Json {

    private static final String MEDIA_TYPE = "application/json";
    private static final int DEEPEST = 32;
    private static final int LONGEST = 1 << 20;
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** An object without members. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** A response with this body. */
    public static Response.ResponseBuilder response(int status, JsonNode body) {
        return response(status, body.toString());
    }

    /** A response with this body, which is JSON. */
    static Response.ResponseBuilder response(int status, String body) {
        return Response.status(status).type(MEDIA_TYPE).entity(body);
    }

    /** The attributes in a body that must be a JSON object. */
    public static Map<String, Object> attributes(String contentType, byte[] body) {
        if (contentType != null
                && !contentType.isBlank()
                && !essence(contentType).equals(MEDIA_TYPE)) {
            throw new ProblemException(Problem.of(415, "The body's Content-Type must be " + MEDIA_TYPE + "."));
        }
        JsonNode read = read(body);
        if (!read.isObject()) {
            throw new CatalogError.Invalid("The body must be a JSON object.");
        }
        Map<String, Object> attributes = new LinkedHashMap<>();
        read.properties().forEach(field -> attributes.put(field.getKey(), plain(field.getValue())));
        return attributes;
    }

    /** Any JSON document. */
    public static JsonNode read(byte[] body) {
        if (body == null || body.length == 0) {
            throw new CatalogError.Invalid("Body expected in request.");
        }
        if (body.length > LONGEST) {
            throw new ProblemException(Problem.of(413, "The body may have " + LONGEST + " bytes at most."));
        }
        try {
            JsonNode read = MAPPER.readTree(body);
            if (read.isMissingNode()) {
                throw new CatalogError.Invalid("Body expected in request.");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new CatalogError.Invalid("Malformed JSON in request body" + place(e.getLocation()) + ".");
        } catch (IOException e) {
            throw new CatalogError.Invalid("Malformed JSON in request body.");
        }
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : ", line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** Plain Java as JSON. */
    public static JsonNode of(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** A value in plain Java: null, string, boolean, number, list or map. */
    static Object plain(JsonNode value) {
        return MAPPER.convertValue(value, Object.class);
    }

    /** A media type without its parameters, in lower case. */
    static String essence(String contentType) {
        return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
