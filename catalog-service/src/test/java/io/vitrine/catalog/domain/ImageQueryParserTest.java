/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.catalog.domain;

import static io.vitrine.catalog.domain.ImageQuery.Comparison.EQ;
import static io.vitrine.catalog.domain.ImageQuery.Comparison.GTE;
import static io.vitrine.catalog.domain.ImageQuery.Comparison.LTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.catalog.domain.ImageQuery.Condition;
import io.vitrine.catalog.domain.ImageQuery.HasProperty;
import io.vitrine.catalog.domain.ImageQuery.HasTags;
import io.vitrine.catalog.domain.ImageQuery.IsHidden;
import io.vitrine.catalog.domain.ImageQuery.IsProtected;
import io.vitrine.catalog.domain.ImageQuery.NumberField;
import io.vitrine.catalog.domain.ImageQuery.NumberIs;
import io.vitrine.catalog.domain.ImageQuery.Only;
import io.vitrine.catalog.domain.ImageQuery.TextField;
import io.vitrine.catalog.domain.ImageQuery.TextIn;
import io.vitrine.catalog.domain.ImageQuery.TimeField;
import io.vitrine.catalog.domain.ImageQuery.TimeIs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageQueryParserTest {

    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void query_empty_hasTheDefaults() {
        ImageQuery query = parse("");
        assertThat(query.conditions()).containsExactly(new IsHidden(false));
        assertThat(query.scope()).isEqualTo(new ImageQuery.Usual());
        assertThat(query.shares()).containsExactly(MemberStatus.ACCEPTED);
        assertThat(order(query)).isEqualTo("created_at:desc id:desc");
        assertThat(query.limit()).isEqualTo(25);
        assertThat(query.marker()).isEmpty();
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                Arguments.of("name=a", new TextIn(TextField.NAME, List.of("a"))),
                Arguments.of("name=", new TextIn(TextField.NAME, List.of(""))),
                Arguments.of("name=eq:ubuntu:24.04", new TextIn(TextField.NAME, List.of("ubuntu:24.04"))),
                Arguments.of("name=ubuntu:24.04", new TextIn(TextField.NAME, List.of("ubuntu:24.04"))),
                Arguments.of("name=:", new TextIn(TextField.NAME, List.of(":"))),
                Arguments.of("name=in:a,\"b,c\"", new TextIn(TextField.NAME, List.of("a", "b,c"))),
                Arguments.of("id=in:x,y", new TextIn(TextField.ID, List.of("x", "y"))),
                Arguments.of("status=in:queued,active", new TextIn(TextField.STATUS, List.of("queued", "active"))),
                Arguments.of("disk_format=raw", new TextIn(TextField.DISK_FORMAT, List.of("raw"))),
                Arguments.of("container_format=in:bare", new TextIn(TextField.CONTAINER_FORMAT, List.of("bare"))),
                Arguments.of("owner=in:a", new TextIn(TextField.OWNER, List.of("in:a"))),
                Arguments.of("checksum=c", new TextIn(TextField.CHECKSUM, List.of("c"))),
                Arguments.of("os_hash_value=c", new TextIn(TextField.OS_HASH_VALUE, List.of("c"))),
                Arguments.of("size=5000000000", new NumberIs(NumberField.SIZE, EQ, 5_000_000_000L)),
                Arguments.of("size_min=5", new NumberIs(NumberField.SIZE, GTE, 5)),
                Arguments.of("size_max=5", new NumberIs(NumberField.SIZE, LTE, 5)),
                Arguments.of("min_ram_min=1", new NumberIs(NumberField.MIN_RAM, GTE, 1)),
                Arguments.of("min_disk_max=1", new NumberIs(NumberField.MIN_DISK, LTE, 1)),
                Arguments.of("virtual_size_max=1", new NumberIs(NumberField.VIRTUAL_SIZE, LTE, 1)),
                Arguments.of("created_at=2026-01-02T03:04:05Z", new TimeIs(TimeField.CREATED_AT, EQ, TIME)),
                Arguments.of("updated_at=gte:2026-01-02T03:04:05", new TimeIs(TimeField.UPDATED_AT, GTE, TIME)),
                Arguments.of("updated_at=lte:2026-01-02T04:04:05 01:00", new TimeIs(TimeField.UPDATED_AT, LTE, TIME)),
                Arguments.of("protected=true", new IsProtected(true)),
                Arguments.of("os_hidden=True", new IsHidden(true)),
                Arguments.of("os_distro=ubuntu:24", new HasProperty("os_distro", "ubuntu:24")),
                Arguments.of("tag=a&tag= b", new HasTags(Set.of("a", "b"))));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void filter_isRead(String query, Condition expected) {
        assertThat(parse(query).conditions()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name=neq:x",
                "name=in:\"open",
                "status=like:a",
                "size=big",
                "size_min=x",
                "created_at=yesterday",
                "created_at=around:2026-01-02T03:04:05Z",
                "updated_at=gt:",
                "created_at=gte:+999999999-01-01T00:00:00Z",
                "created_at=lt:-5000-01-01",
                "protected=True",
                "protected=",
                "os_hidden=maybe",
                "visibility=everyone",
                "visibility=Public",
                "member_status=maybe",
                "changes-since=2026-01-02T03:04:05Z",
                "limit=-1",
                "limit=many",
                "limit=",
                "limit=1.5",
                "sort=name:up",
                "sort=nonsense",
                "sort=",
                "sort_key=nonsense",
                "sort_key=name&sort_dir=up",
                "sort=name&sort_key=size",
                "sort=name&sort_dir=asc",
                "sort_key=name&sort_key=size&sort_key=id&sort_dir=asc&sort_dir=desc",
                "name=a\u0000",
                "x=\u0000"
            })
    void query_notUnderstood_isInvalid(String query) {
        assertThatThrownBy(() -> parse(query)).isInstanceOf(CatalogError.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({
        "sort=name:asc;size:desc;status,       name:asc size:desc status:desc created_at:desc id:desc",
        "sort=name:asc,                        name:asc created_at:asc id:asc",
        "sort_key=name,                        name:desc created_at:desc id:desc",
        "sort_key=name&sort_dir=asc,           name:asc created_at:asc id:asc",
        "sort_key=name&sort_key=size&sort_dir=asc, name:asc size:asc created_at:asc id:asc",
        "sort_key=name&sort_key=id&sort_dir=asc&sort_dir=desc, name:asc id:desc created_at:desc",
        "sort_dir=asc,                         created_at:asc id:asc",
    })
    void order_inEitherSyntax_isTotal(String query, String expected) {
        assertThat(order(parse(query.replace(';', ',')))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"limit=0, 0", "limit=1, 1", "limit=1000, 1000", "limit=1001, 1000", "limit=99999999999999999999, 1000"})
    void limit_isCapped(String query, int expected) {
        assertThat(parse(query).limit()).isEqualTo(expected);
    }

    @Test
    void visibilityAndShares_areRead() {
        assertThat(parse("visibility=community").scope()).isEqualTo(new Only(Visibility.COMMUNITY));
        assertThat(parse("visibility=all").scope()).isEqualTo(new ImageQuery.Everything());
        assertThat(parse("member_status=all").shares()).containsExactly(MemberStatus.values());
        assertThat(parse("name=x").shares()).containsExactly(MemberStatus.PENDING, MemberStatus.ACCEPTED);
        assertThat(parse("name=x&visibility=shared").shares()).containsExactly(MemberStatus.ACCEPTED);
        assertThat(parse("name=x&member_status=pending").shares()).containsExactly(MemberStatus.PENDING);
        assertThat(parse("marker=x").marker()).contains("x");
    }

    private static ImageQuery parse(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters
                    .computeIfAbsent(pair.substring(0, equals), name -> new ArrayList<>())
                    .add(pair.substring(equals + 1));
        }
        return ImageQueryParser.parse(parameters);
    }

    private static String order(ImageQuery query) {
        return query.order().stream()
                .map(step -> step.key().name().toLowerCase(Locale.ROOT) + (step.ascending() ? ":asc" : ":desc"))
                .collect(Collectors.joining(" "));
    }
}
