/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs a whole Vitrine on one machine. */
@Command(
        name = "vitrine",
        description = "Runs a whole Vitrine on one machine.",
        subcommands = {Up.class, Down.class})
public final class Main {

    private Main() {}

    /** The launcher's entry; ends the process with 0, or with 1 after one line that says what is wrong. */
    public static void main(String[] args) {
        CommandLine commands = new CommandLine(new Main());
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(failure instanceof StartFailure start ? start.report() : describe(failure));
            command.getErr().flush();
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(commands.execute(args));
    }

    /** Puts what libraries have to say into a log, out of the way of what we say ourselves. */
    static void logTo(Home home) throws IOException {
        LogManager.getLogManager().reset();
        Handler handler = new FileHandler(home.log("launcher").toString(), true);
        handler.setFormatter(new SimpleFormatter());
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        root.setLevel(Level.WARNING);
    }

    private static String describe(Exception failure) {
        if (failure instanceof UncheckedIOException io) {
            return io.getMessage() + " (" + io.getCause().getMessage() + ")";
        }
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
