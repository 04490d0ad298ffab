package org.commonwatt.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.commonwatt.chaos.stage.Places;
import org.commonwatt.protocol.Json;

/** {@code bench/chaos/run}: see the folder's README. */
public final class ChaosMain {

    private ChaosMain() {}

    /** Exit status 0 when nothing was violated, 1 when something was, 2 for wrong arguments. */
    public static void main(String[] arguments) throws Exception {
        Options options;
        try {
            options = Options.of(arguments);
        } catch (Options.Wrong wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        Path root = Path.of(Objects.requireNonNull(System.getProperty("chaos.root"), "chaos.root"))
                .toRealPath();
        Path kept = Files.createDirectories(root.resolve("bench/chaos/target/kept"));
        Path run = options.folder() == null
                ? root.resolve("target/bench/chaos/" + options.seed() + "-" + System.currentTimeMillis())
                : options.folder();
        Places places = new Places(root, kept, Files.createDirectories(run).toRealPath());
        Campaign campaign = new Campaign(options, places);
        Map<String, Object> result = campaign.run();
        System.out.println(Json.mapper().writeValueAsString(result));
        System.exit(((List<?>) Objects.requireNonNull(result.get("violations"))).isEmpty() ? 0 : 1);
    }
}
