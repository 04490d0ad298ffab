package org.commonwatt.api.database;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets PostgreSQL plan a statement once for each connection, whatever its parameters are, and look rows up by their keys. By
 * itself it plans statements that take arrays anew each time, as it believes that short ones are worth a plan of their own;
 * long statements that are run many times a second then spend more time in planning than at work. And a plan that it made
 * while a table of work was empty or small reads the table as a whole, which goes on when there are many rows, or many that
 * are dead. For such statements alone: where the best plan does depend on a parameter, as in lists that may be filtered, this
 * would be slow.
 */
@Repository
public class PlanQueries {

    private final JdbcClient sql;

    PlanQueries(JdbcClient sql) {
        this.sql = sql;
    }

    /** Until the end of the transaction that there must be. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep() {
        sql.sql("""
                        select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('enable_seqscan', 'off', true)
                        """).query().singleRow();
    }
}
