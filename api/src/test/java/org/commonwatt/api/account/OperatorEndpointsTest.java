package org.commonwatt.api.account;

import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.TestAccounts.TestAccount;

import static org.assertj.core.api.Assertions.assertThat;

/** What Spring tells of a running service, where an operator has it told. */
class OperatorEndpointsTest {

    private static final String OLDEST = "/actuator/metrics/commonwatt.database.oldest.transaction.seconds";

    private static final TestService SERVICE = TestService.start(
            "management.endpoints.web.exposure.include=health,metrics,loggers",
            "management.endpoint.health.show-details=always");

    private final TestAccount account = TestAccounts.make(SERVICE);
    private final Http nobody = Http.to(SERVICE);

    @AfterAll
    static void end() {
        SERVICE.close();
    }

    private Http with(Scope... scopes) {
        return nobody.as(TestAccounts.key(SERVICE, account.id(), EnumSet.copyOf(List.of(scopes))));
    }

    @Test
    void metricsAreForOperators() {
        assertThat(with(Scope.OPERATE)
                        .get(OLDEST)
                        .json()
                        .at("/measurements/0/value")
                        .isNumber())
                .isTrue();
        assertThat(with(Scope.OPERATE).get("/actuator/heapdump").problemName()).isEqualTo("not-found");
    }

    @Test
    void nothingButHealthIsForAnybodyElse() {
        for (String path : List.of("/actuator", "/actuator/metrics", OLDEST, "/actuator/loggers/ROOT")) {
            assertThat(nobody.get(path).problemName()).as(path).isEqualTo("unauthenticated");
            assertThat(with(Scope.SUBMIT, Scope.DONATE).get(path).problemName())
                    .as(path)
                    .isEqualTo("forbidden");
        }
        assertThat(nobody.post("/actuator/loggers/ROOT").problemName()).isEqualTo("unauthenticated");
        assertThat(nobody.as("cw_k_wrong_key").get(OLDEST).status()).isEqualTo(401);
        for (String path : List.of("/actuator/health", "/actuator/health/liveness")) {
            assertThat(nobody.get(path).text()).as(path).contains("\"UP\"");
        }
    }
}
