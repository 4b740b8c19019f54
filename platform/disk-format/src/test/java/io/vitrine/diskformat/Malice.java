/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One way to make a harmless image dangerous.
 *
 * @param name what is done
 * @param kind of image it is done to, as {@link HandMade} names them
 * @param edit how
 * @param problem what must be found
 */
record Malice(String name, String kind, Consumer<Editor> edit, Problem problem) {

    static Stream<Malice> all() {
        return Stream.of(MaliceQcow2.all(), MaliceVmdk.all(), MaliceMicrosoft.all(), MaliceOthers.all())
                .flatMap(all -> all);
    }

    byte[] image(byte[] harmless) {
        Editor editor = new Editor(harmless);
        edit.accept(editor);
        return editor.bytes();
    }

    @Override
    public String toString() {
        return kind + ": " + name;
    }

    static Malice of(String kind, String name, Problem problem, Consumer<Editor> edit) {
        return new Malice(name, kind, edit, problem);
    }
}
