package org.commonwatt.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.resilience.annotation.EnableResilientMethods;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the service. */
@SpringBootApplication(exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
@EnableScheduling
@EnableResilientMethods
public class Commonwatt {

    /** @param args Spring properties as {@code --name=value} */
    public static void main(String[] args) {
        Supervision.endWithSupervisor(start(args), System.in);
    }

    private static ConfigurableApplicationContext start(String[] args) {
        try {
            return SpringApplication.run(Commonwatt.class, args);
        } catch (RuntimeException e) {
            // Spring Boot has said why. Threads that were started on the way must not keep the process alive.
            System.exit(1);
            throw e;
        }
    }
}
