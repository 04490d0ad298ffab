package org.commonwatt.api.job;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import org.commonwatt.api.Http;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.TestAccounts.TestAccount;
import org.commonwatt.api.account.Tokens;
import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.api.id.Ids;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.lifecycle.Moves;

/** Jobs for tests. Whoever uses one publishes {@code points@1} first. */
public final class TestJobs {

    /** A spec that fits {@code points@1}. */
    public static final String SPEC = """
            version: 1
            name: points
            dataset: {ref: points@1}
            model:
              type: sequential
              layers:
                - {type: dense, units: 2}
            loss: {type: softmaxCrossEntropy}
            optimizer: {type: adam, learningRate: 0.001}
            training: {epochs: 2, batchSize: 2, seed: 1}
            metrics: [accuracy]
            """;

    private TestJobs() {}

    /** A spec that fits {@code points@1}, of a million parameters: 150,000,000 steps take about 8.4 hours on the tests' laptop. */
    public static String longSpec(long steps) {
        return """
                version: 1
                name: green
                dataset: {ref: points@1}
                model:
                  type: sequential
                  layers:
                    - {type: dense, units: 1000}
                    - {type: dense, units: 1000}
                    - {type: dense, units: 2}
                loss: {type: softmaxCrossEntropy}
                optimizer: {type: sgd, learningRate: 0.001}
                training: {steps: %d, batchSize: 2}
                """.formatted(steps);
    }

    public static JobView submit(Http http) {
        Http.Answer answer = http.postText("/api/v1/jobs", "application/yaml", SPEC);
        if (answer.status() != 201) {
            throw new AssertionError(answer.text());
        }
        return answer.as(JobView.class);
    }

    /** A machine of the account, straight into its table. */
    public static UUID node(TestService service, TestAccount account) {
        UUID id = service.bean(Ids.class).next();
        service.bean(JdbcClient.class)
                .sql("insert into node (id, account_id, name, token_hash, joined_at) values (?, ?, ?, ?, ?)")
                .params(
                        id,
                        account.id(),
                        "node " + id,
                        Tokens.hash(HexFormat.of().toHexDigits(id.getLeastSignificantBits())),
                        Instant.now().atOffset(ZoneOffset.UTC))
                .update();
        return id;
    }

    /** Causes a transition as running work would. */
    public static JobState move(TestService service, Function<Jobs, JobState> transition) {
        return service.bean(TransactionTemplate.class).execute(status -> transition.apply(service.bean(Jobs.class)));
    }

    /** The transition that a delivered model causes. */
    static JobState succeed(Jobs jobs, UUID job, UUID node, Sha256 model, Map<String, Double> evaluation) {
        return jobs.succeeded(List.of(new Success(job, node, model, evaluation, Moves.NONE)))
                .getFirst();
    }

    /** Reports as running work would. */
    public static void record(TestService service, java.util.function.Consumer<RunRecords> records) {
        service.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> records.accept(service.bean(RunRecords.class)));
    }
}
