/* SPDX-License-Identifier: Apache-2.0 */
package io.vitrine.standalone;

import io.vitrine.local.ChildJvm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops what {@link Up} started. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops the Vitrine that runs on VITRINE_HOME (.vitrine) and waits until it has ended.")
final class Down implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public Integer call() {
        Home home = Home.current();
        Optional<ProcessHandle> launcher = ChildJvm.find(home.launcher());
        launcher.ifPresent(process -> {
            System.out.println("Stopping Vitrine on " + home.root() + " (process " + process.pid() + ")");
            ChildJvm.stop(process, PATIENCE);
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
