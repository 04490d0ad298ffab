package org.commonwatt.api;

import java.io.IOException;
import java.io.InputStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A supervised service ends when its standard input does: whoever started it is gone, however it went. */
final class Supervision {

    private static final Logger log = LoggerFactory.getLogger(Supervision.class);

    private Supervision() {}

    static void endWithSupervisor(ConfigurableApplicationContext service, InputStream input) {
        if (!"1".equals(service.getEnvironment().getProperty("COMMONWATT_SUPERVISED"))) {
            return;
        }
        Thread.ofPlatform().daemon().name("supervision").start(() -> {
            awaitEnd(input);
            log.info("The supervisor is gone: ending");
            System.exit(SpringApplication.exit(service));
        });
    }

    private static void awaitEnd(InputStream input) {
        try {
            while (input.read() >= 0) {
                // Whatever it says is not for us; only its end is.
            }
        } catch (IOException e) {
            log.debug("Standard input broke", e);
        }
    }
}
