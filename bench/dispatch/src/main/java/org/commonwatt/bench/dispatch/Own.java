package org.commonwatt.bench.dispatch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import org.commonwatt.api.Commonwatt;
import org.commonwatt.api.lease.OwnStatements;

/** The service's own statements, in this process. */
final class Own implements AutoCloseable {

    private final ConfigurableApplicationContext service;
    private final OwnStatements statements;

    Own(Database database, String url, Path folder) {
        service = new SpringApplicationBuilder(Commonwatt.class)
                .run(
                        "--server.port=0",
                        "--spring.datasource.url=" + url,
                        "--spring.datasource.username=" + database.username(),
                        "--spring.datasource.password=" + database.password(),
                        "--logging.level.org.commonwatt=WARN",
                        "--commonwatt.data-dir=" + folder);
        statements = new OwnStatements(
                service,
                IntStream.range(0, World.NODES).mapToObj(World::node).toList(),
                IntStream.range(0, Loop.THREADS).mapToObj(World::model).toList(),
                1);
    }

    Contender inBatchesOf(int size) {
        return (Duration time) -> statements.run(size, time);
    }

    @Override
    public void close() {
        service.close();
    }
}
