/* SPDX-License-Identifier: Apache-2.0 */

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;

/**
 * What an upload has to do at least, without HTTP: {@code java StoreFile.java IN OUT} reads a file, computes MD5 and
 * SHA-512 beside the writing, and makes the copy durable. Prints the seconds it took. Runs once over the beginning of
 * the file before the clock starts, so that a cold JVM is not what is measured.
 */
class StoreFile {

    private static final int BLOCK = 256 * 1024;
    private static final int AHEAD = 16;
    private static final long WARM_UP = 128L << 20;

    public static void main(String[] arguments) throws Exception {
        Path in = Path.of(arguments[0]);
        Path out = Path.of(arguments[1]);
        store(in, out, WARM_UP);
        long begun = System.nanoTime();
        store(in, out, Long.MAX_VALUE);
        System.out.printf("%.3f%n", (System.nanoTime() - begun) / 1e9);
        Files.delete(out);
    }

    private static void store(Path in, Path out, long most) throws Exception {
        Files.deleteIfExists(out);
        List<Lane> lanes = new ArrayList<>();
        try (FileChannel from = FileChannel.open(in);
                FileChannel to = FileChannel.open(out, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            lanes.add(new Lane(MessageDigest.getInstance("MD5")::update));
            lanes.add(new Lane(MessageDigest.getInstance("SHA-512")::update));
            lanes.add(new Lane(block -> {
                while (block.hasRemaining()) {
                    to.write(block);
                }
            }));
            for (long done = 0; done < most; ) {
                ByteBuffer block = ByteBuffer.allocate(BLOCK);
                while (block.hasRemaining() && from.read(block) >= 0) {}
                if (block.flip().limit() == 0) {
                    break;
                }
                done += block.limit();
                for (Lane lane : lanes) {
                    lane.blocks.put(block.duplicate());
                }
            }
            for (Lane lane : lanes) {
                lane.end();
            }
            to.force(true);
        }
    }

    /** Work on every block, in order, on a thread of its own. */
    private static final class Lane {

        private static final ByteBuffer END = ByteBuffer.allocate(0);

        private final BlockingQueue<ByteBuffer> blocks = new ArrayBlockingQueue<>(AHEAD);
        private final CountDownLatch ended = new CountDownLatch(1);

        Lane(Work work) {
            Thread thread = new Thread(() -> run(work));
            thread.setDaemon(true);
            thread.start();
        }

        private void run(Work work) {
            try {
                for (ByteBuffer block = blocks.take(); block != END; block = blocks.take()) {
                    work.on(block);
                }
                ended.countDown();
            } catch (IOException | InterruptedException e) {
                e.printStackTrace();
                System.exit(1);
            }
        }

        private void end() throws InterruptedException {
            blocks.put(END);
            ended.await();
        }
    }

    @FunctionalInterface
    private interface Work {
        void on(ByteBuffer block) throws IOException;
    }
}
