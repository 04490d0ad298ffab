package org.commonwatt.api;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication
public class Commonwatt {

    /** @param args Spring properties as {@code --name=value} */
    public static void main(String[] args) {
        SpringApplication.run(Commonwatt.class, args);
    }
}
