package org.commonwatt.api.database;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets PostgreSQL plan a statement once for each connection, whatever its parameters are. By itself it plans statements that
 * take arrays anew each time, as it believes that short ones are worth a plan of their own; long statements that are run many
 * times a second then spend more time in planning than at work. For those alone: where the best plan does depend on a
 * parameter, as in lists that may be filtered, this would be slow.
 */
@Component
public class KeptPlans {

    private final JdbcClient sql;

    KeptPlans(JdbcClient sql) {
        this.sql = sql;
    }

    /** Until the end of the transaction that there must be. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void use() {
        sql.sql("set local plan_cache_mode = force_generic_plan").update();
    }
}
