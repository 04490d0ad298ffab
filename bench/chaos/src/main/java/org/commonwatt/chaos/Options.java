package org.commonwatt.chaos;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What was asked for.
 *
 * @param storm how long things go wrong
 * @param seed of everything that is drawn
 * @param epochs how long one job trains
 * @param folder where the run leaves its logs and data, or null for a folder below {@code target}
 */
record Options(
        Duration storm, long seed, int epochs, @Nullable Path folder) {

    /** Wrong arguments, as a sentence. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        Wrong(String sentence) {
            super(sentence);
        }
    }

    static Options of(String[] arguments) throws Wrong {
        double minutes = 20;
        long seed = System.currentTimeMillis() % 1_000_000;
        int epochs = 0;
        Path folder = null;
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new Wrong(arguments[i] + " needs a value.");
            }
            String value = arguments[i + 1];
            try {
                switch (arguments[i]) {
                    case "--minutes" -> minutes = Double.parseDouble(value);
                    case "--seed" -> seed = Long.parseLong(value);
                    case "--epochs" -> epochs = Integer.parseInt(value);
                    case "--folder" -> folder = Path.of(value);
                    default ->
                        throw new Wrong(arguments[i]
                                + " is not known here; there is --minutes M, --seed S, --epochs N and --folder DIR.");
                }
            } catch (NumberFormatException e) {
                throw new Wrong(arguments[i] + " needs a number, not " + value + ".");
            }
        }
        Duration storm = Duration.ofMillis((long) (minutes * 60_000));
        return new Options(storm, seed, epochs > 0 ? epochs : epochsFor(storm), folder);
    }

    /** In a short storm jobs must be short, too, or none ends in it. */
    private static int epochsFor(Duration storm) {
        return storm.compareTo(Duration.ofMinutes(5)) < 0 ? 100 : 400;
    }
}
