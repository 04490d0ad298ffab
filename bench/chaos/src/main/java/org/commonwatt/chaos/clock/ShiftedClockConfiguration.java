package org.commonwatt.chaos.clock;

import java.nio.file.Path;
import java.time.Clock;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Takes the place of the service's clock where this is on its class path and a file is named. */
@AutoConfiguration
@ConditionalOnProperty(ShiftedClockConfiguration.FILE)
public class ShiftedClockConfiguration {

    /** The property that names the file. */
    public static final String FILE = "chaos.clock-file";

    @Bean
    @Primary
    Clock shiftedClock(@Value("${" + FILE + "}") Path file) {
        return new ShiftedClock(file);
    }
}
