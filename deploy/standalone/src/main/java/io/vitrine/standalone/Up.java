/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts everything, and stops it again when the process is told to end. */
@Command(
        name = "up",
        description =
                "Starts PostgreSQL, Kafka, an identity, the services and the gateway, and waits until all are healthy.",
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  VITRINE_PORT   the gateway's port (9292); the " + (Ports.COUNT - 1) + " above are used too",
            "  VITRINE_HOME   where data, logs and the openrc files are (.vitrine)",
            "  Any setting of a service can be given as a variable, or in the file",
            "  application.properties in VITRINE_HOME; a variable beats the file:",
            "  vitrine.catalog.policy.communitize or",
            "  VITRINE_CATALOG_POLICY_COMMUNITIZE",
            "  Images whose data is in the S3 server can be read only with --s3.",
            "",
            "To use servers that you have already, set",
            "  vitrine.kafka.bootstrap-servers       and no local Kafka is started",
            "  vitrine.identity.keystone.url         and no local identity is started;",
            "    also vitrine.identity.service.username, .password, .project, .domain",
            "  vitrine.catalog.database.url          postgresql://host:port/name",
            "    also .username, .password; and the same for storage, export, audit;",
            "    with all four no local PostgreSQL is started"
        })
final class Up implements Callable<Integer> {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    @Option(
            names = {"-d", "--detach"},
            description = "Return as soon as everything is healthy; deploy/down stops it.")
    private boolean detach;

    @Option(
            names = {"--s3"},
            description = "Also start an S3 server, as a second store beside the files.")
    private boolean s3;

    @Override
    public Integer call() throws Exception {
        Home home = Home.current();
        home.prepare();
        return detach ? new Detached(home, System.out).start(s3) : run(home, s3, System.out);
    }

    private static int run(Home home, boolean s3, PrintStream out) throws IOException, InterruptedException {
        Ports ports = Ports.parse(System.getenv("VITRINE_PORT"));
        Settings settings = Settings.read(System.getenv(), home.settings());
        Path tree = Path.of(System.getProperty("vitrine.tree", "")).toAbsolutePath();
        HomeLock.take(home);
        Main.logTo(home);
        Files.deleteIfExists(home.ready());
        List<String> leftovers = Leftovers.stop(home);
        if (!leftovers.isEmpty()) {
            out.println("Stopped what an earlier run left behind: " + String.join(", ", leftovers));
        }
        Stack stack = new Stack(home, ports, settings, tree, s3);
        ports.requireFree(stack.needed());
        Supervisor supervisor = new Supervisor(out);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor, home, out)));
        out.println("Starting Vitrine on " + home.root());
        stack.start(supervisor);
        out.println(new Welcome(home, ports, stack).text());
        Files.writeString(home.ready(), Long.toString(ProcessHandle.current().pid()));
        new CountDownLatch(1).await();
        return 0;
    }

    private static void stop(Supervisor supervisor, Home home, PrintStream out) {
        out.println("Stopping Vitrine");
        try {
            Files.deleteIfExists(home.ready());
            supervisor.stop();
            Files.deleteIfExists(home.launcher());
            out.println("Stopped.");
        } catch (IOException | RuntimeException e) {
            out.println("Not everything could be stopped: " + e.getMessage());
        }
    }
}
