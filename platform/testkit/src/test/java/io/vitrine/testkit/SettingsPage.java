/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.testkit;

import com.github.javaparser.StaticJavaParser;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.javadoc.Javadoc;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** docs/configuration.md, made from the Javadoc of every {@code @ConfigMapping} in the tree. */
final class SettingsPage {

    private static final String HEAD = """
            # Configuration

            Generated from the configuration interfaces of the services. Every setting can be given as an environment
            variable or as a line of a properties file (`.vitrine/application.properties` with `deploy/up`); the
            environment goes first. Quarkus' own settings (`quarkus.*`) work the same way.
            """;

    private final StringBuilder page = new StringBuilder(HEAD);
    private final List<ClassOrInterfaceDeclaration> types = new ArrayList<>();

    static String of(Path tree) throws IOException {
        SettingsPage settings = new SettingsPage();
        for (Path source : mappings(tree)) {
            settings.add(source);
        }
        return settings.page.toString();
    }

    private static List<Path> mappings(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree, 12)) {
            List<Path> found = new ArrayList<>();
            for (Path file : files.filter(it -> it.toString().endsWith("Config.java"))
                    .sorted()
                    .toList()) {
                if (file.toString().contains("src/main/java")
                        && Files.readString(file).contains("@ConfigMapping")) {
                    found.add(file);
                }
            }
            return found;
        }
    }

    private void add(Path source) throws IOException {
        ClassOrInterfaceDeclaration root =
                StaticJavaParser.parse(source).getType(0).asClassOrInterfaceDeclaration();
        types.clear();
        types.addAll(root.findAll(ClassOrInterfaceDeclaration.class));
        // a group of settings may have a file of its own beside
        try (DirectoryStream<Path> others = Files.newDirectoryStream(source.getParent(), "*Config.java")) {
            for (Path other : others) {
                types.addAll(StaticJavaParser.parse(other).findAll(ClassOrInterfaceDeclaration.class));
            }
        }
        String prefix = argument(root.getAnnotationByName("ConfigMapping").orElseThrow(), "prefix");
        page.append("\n## ").append(prefix).append("\n\n");
        page.append(text(root.getJavadoc())).append("\n\n");
        page.append("| setting | environment variable | type | default | meaning |\n| --- | --- | --- | --- | --- |\n");
        addMethods(root, prefix);
    }

    private void addMethods(ClassOrInterfaceDeclaration type, String prefix) {
        for (MethodDeclaration method : type.getMethods()) {
            if (method.isDefault() || method.isStatic()) {
                continue;
            }
            String name = method.getAnnotationByName("WithName")
                    .map(annotation -> argument(annotation, "value"))
                    .orElseGet(() -> kebab(method.getNameAsString()));
            String key = method.getAnnotationByName("WithParentName").isPresent() ? prefix : prefix + "." + name;
            Optional<ClassOrInterfaceDeclaration> named = nestedByName(method.getTypeAsString());
            Optional<ClassOrInterfaceDeclaration> group = named.or(() -> nested(method.getTypeAsString()));
            if (group.isPresent()) {
                addMethods(group.get(), named.isPresent() ? key + ".NAME" : key);
            } else {
                addRow(method, key);
            }
        }
    }

    /** A group of settings that there may be several of, each under a name of the operator's choice. */
    private Optional<ClassOrInterfaceDeclaration> nestedByName(String type) {
        return Optional.of(type)
                .filter(it -> it.startsWith("Map<String,"))
                .flatMap(it -> nested(it.replaceAll("Map<String, *(.*)>", "$1")));
    }

    private Optional<ClassOrInterfaceDeclaration> nested(String type) {
        return types.stream().filter(it -> it.getNameAsString().equals(type)).findFirst();
    }

    private void addRow(MethodDeclaration method, String key) {
        String preset = method.getAnnotationByName("WithDefault")
                .map(annotation -> "`" + argument(annotation, "value") + "`")
                .orElse(method.getTypeAsString().startsWith("Optional") ? "none" : "required");
        String variable = key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        String type = method.getTypeAsString().replaceAll("Optional<(.*)>", "$1");
        page.append(
                "| `%s` | `%s` | %s | %s | %s |\n".formatted(key, variable, type, preset, text(method.getJavadoc())));
    }

    private static String argument(AnnotationExpr annotation, String name) {
        if (annotation.isSingleMemberAnnotationExpr()) {
            return annotation
                    .asSingleMemberAnnotationExpr()
                    .getMemberValue()
                    .asStringLiteralExpr()
                    .asString();
        }
        return annotation.asNormalAnnotationExpr().getPairs().stream()
                .filter(pair -> pair.getNameAsString().equals(name))
                .findFirst()
                .orElseThrow()
                .getValue()
                .asStringLiteralExpr()
                .asString();
    }

    private static String text(Optional<Javadoc> javadoc) {
        return javadoc.orElseThrow(() -> new IllegalStateException("a setting has no Javadoc"))
                .getDescription()
                .toText()
                .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
                .replaceAll("<p>|</?[uo]l>", "")
                .replaceAll("\\s+", " ")
                .replace("|", "\\|")
                .strip();
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
