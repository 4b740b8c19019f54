/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import io.vitrine.local.ChildJvm;
import io.vitrine.local.ForeignProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops what {@link Up} started. */
@Command(
        name = "down",
        description = "Stops the Vitrine that runs on VITRINE_HOME (.vitrine) and waits until it has ended.")
final class Down implements Callable<Integer> {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public Integer call() {
        Home home = Home.current();
        Optional<ForeignProcess> launcher = ChildJvm.find(home.launcher());
        launcher.ifPresent(process -> {
            System.out.println("Stopping Vitrine on " + home.root() + " (process " + process.pid() + ")");
            process.stop(PATIENCE);
        });
        List<String> leftovers = Leftovers.stop(home);
        if (!leftovers.isEmpty()) {
            System.out.println("Stopped what was left: " + String.join(", ", leftovers));
        }
        System.out.println(
                launcher.isPresent() || !leftovers.isEmpty() ? "Stopped." : "Nothing runs on " + home.root() + ".");
        return 0;
    }
}
