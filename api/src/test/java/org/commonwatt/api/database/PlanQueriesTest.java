package org.commonwatt.api.database;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

import org.commonwatt.api.TestService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PlanQueriesTest {

    private final TestService service = TestService.shared();
    private final PlanQueries plans = service.bean(PlanQueries.class);
    private final TransactionTemplate transactions = service.bean(TransactionTemplate.class);
    private final JdbcClient sql = service.bean(JdbcClient.class);

    @Test
    void theyEndWithTheTransaction() {
        String within = transactions.execute(status -> {
            plans.keep();
            return mode();
        });
        assertThat(within).isEqualTo("force_generic_plan");
        String after = transactions.execute(status -> mode());
        assertThat(after).isEqualTo("auto");
    }

    @Test
    void outsideATransactionTheyWouldStayForEverybodyAndAreRefused() {
        assertThatThrownBy(plans::keep).isInstanceOf(IllegalTransactionStateException.class);
    }

    private String mode() {
        return sql.sql("show plan_cache_mode").query(String.class).single();
    }
}
