/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.diskformat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The image as it flows by. A recogniser asks for a range ahead and is called when exactly that range has passed, so
 * what it sees does not depend on how the image was cut into chunks.
 */
final class ImageStream {

    private final List<Region> pending = new ArrayList<>();
    private final List<Consumer<Ending>> endings = new ArrayList<>();
    private final Tail tail = new Tail();
    private long position;
    private boolean ended;
    private int mostHeld;

    /**
     * Asks for a range. Where the file ends within it, the recogniser gets what there was; where it begins before what
     * has already passed, nothing.
     */
    void at(long offset, int length, Consumer<Bytes> then) {
        if (ended || offset < position || offset > Long.MAX_VALUE - length) {
            then.accept(Bytes.missing(length));
        } else {
            pending.add(new Region(offset, length, then));
        }
    }

    /** Asks to be called when the length is known. */
    void atEnd(Consumer<Ending> then) {
        endings.add(then);
    }

    void feed(ByteBuffer chunk) {
        tail.feed(chunk);
        int index = chunk.position();
        while (index < chunk.limit()) {
            int step = (int) Math.min(chunk.limit() - index, untilNextEnd());
            int held = Tail.SIZE;
            for (int i = 0; i < pending.size(); i++) {
                pending.get(i).take(chunk, index, position, step);
                held += pending.get(i).held();
            }
            mostHeld = Math.max(mostHeld, held);
            index += step;
            position += step;
            deliver(position);
        }
    }

    /**
     * Leaves out what nobody has asked for.
     *
     * @param most bytes to leave out
     * @return bytes that were left out
     */
    long skip(long most) {
        long nearest = Math.max(0, most);
        for (int i = 0; i < pending.size(); i++) {
            nearest = Math.min(nearest, Math.max(0, pending.get(i).start() - position));
        }
        tail.skip(nearest);
        position += nearest;
        return nearest;
    }

    void end() {
        ended = true;
        deliver(Long.MAX_VALUE);
        Ending ending = new Ending(position, tail);
        for (int i = 0; i < endings.size(); i++) {
            endings.get(i).accept(ending);
        }
    }

    long position() {
        return position;
    }

    /** The most bytes of the image that were kept at one time. */
    int mostHeld() {
        return mostHeld;
    }

    private long untilNextEnd() {
        long nearest = Long.MAX_VALUE;
        for (int i = 0; i < pending.size(); i++) {
            nearest = Math.min(nearest, pending.get(i).end() - position);
        }
        return nearest;
    }

    private void deliver(long upTo) {
        for (int i = 0; i < pending.size(); ) {
            if (pending.get(i).end() <= upTo) {
                pending.remove(i).deliver();
            } else {
                i++;
            }
        }
    }
}
