package org.commonwatt.api.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import org.commonwatt.api.TestDatabase;
import org.commonwatt.api.lease.Until;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Requests are numbers that are to be in a table: each is done by a row, and a number that is there already can't be done. */
class GroupCommitTest {

    private final HikariDataSource pool = new HikariDataSource();
    private final JdbcClient sql = JdbcClient.create(pool);
    private final TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();

    /** Transactions wait here, so that a test can let requests gather behind them. */
    private final CountDownLatch gate = new CountDownLatch(1);

    @BeforeEach
    void makeTheTable() {
        pool.setJdbcUrl(TestDatabase.newDatabase());
        pool.setUsername(TestDatabase.username());
        pool.setPassword(TestDatabase.password());
        sql.sql(
                        "create table done (number integer primary key, transaction xid8 not null default pg_current_xact_id())")
                .update();
    }

    @AfterEach
    void close() {
        gate.countDown();
        pool.close();
    }

    @Test
    void whatComesWhileATransactionRunsSharesTheNextOneAndIsAnsweredInItsOrder() throws Exception {
        GroupCommit<Integer, String> commits = commits(1, 100, this::insert);
        List<FutureTask<String>> asked = askOneAfterAnother(commits, 10);
        gate.countDown();
        for (int number = 0; number < 10; number++) {
            assertThat(asked.get(number).get()).isEqualTo("done " + number);
        }
        assertThat(transactions()).containsExactly(1L, 9L);
    }

    @Test
    void noTransactionIsSharedByMoreThanItMay() throws Exception {
        GroupCommit<Integer, String> commits = commits(1, 4, this::insert);
        List<FutureTask<String>> asked = askOneAfterAnother(commits, 10);
        gate.countDown();
        for (Future<String> answer : asked) {
            answer.get();
        }
        assertThat(transactions()).containsExactly(1L, 4L, 4L, 1L);
    }

    @Test
    void noMoreTransactionsRunAtOnceThanThereAreLanes() throws Exception {
        GroupCommit<Integer, String> commits = commits(2, 1, this::insert);
        List<FutureTask<String>> asked = askOneAfterAnother(commits, 8);
        Until.holds(() -> running.get() == 2);
        gate.countDown();
        for (Future<String> answer : asked) {
            answer.get();
        }
        assertThat(mostRunning).hasValue(2);
        assertThat(transactions()).hasSize(8);
    }

    @Test
    void whoeverIsAnsweredFindsItCommitted() {
        gate.countDown();
        GroupCommit<Integer, String> commits = commits(2, 100, this::insert);
        for (int number = 0; number < 20; number++) {
            commits.submit(number);
            assertThat(numbers()).contains(number);
        }
    }

    @Test
    void oneThatCanNotBeDoneTakesNoOtherAlongAndHearsWhy() throws Exception {
        sql.sql("insert into done (number) values (5)").update();
        GroupCommit<Integer, String> commits = commits(1, 100, this::insert);
        List<FutureTask<String>> asked = askOneAfterAnother(commits, 10);
        gate.countDown();
        for (int number = 0; number < 10; number++) {
            FutureTask<String> answer = asked.get(number);
            if (number == 5) {
                assertThatThrownBy(answer::get).hasCauseInstanceOf(DuplicateKeyException.class);
            } else {
                assertThat(answer.get()).isEqualTo("done " + number);
            }
        }
        assertThat(numbers())
                .containsExactlyElementsOf(IntStream.range(0, 10).boxed().toList());
    }

    @Test
    void afterAFailureTheLaneIsOpenForTheNext() {
        gate.countDown();
        GroupCommit<Integer, String> commits = commits(1, 100, this::insert);
        commits.submit(1);
        assertThatThrownBy(() -> commits.submit(1)).isInstanceOf(DuplicateKeyException.class);
        assertThat(commits.submit(2)).isEqualTo("done 2");
    }

    private GroupCommit<Integer, String> commits(int lanes, int most, Function<List<Integer>, List<String>> together) {
        return new GroupCommit<>(
                "numbers",
                lanes,
                most,
                numbers -> transactions.execute(status -> {
                    mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
                    try {
                        gate.await();
                        return together.apply(numbers);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    } finally {
                        running.decrementAndGet();
                    }
                }));
    }

    private List<String> insert(List<Integer> numbers) {
        numbers.forEach(number ->
                sql.sql("insert into done (number) values (?)").param(number).update());
        return numbers.stream().map(number -> "done " + number).toList();
    }

    /** Each asks once the one before it waits for its answer, and so stands behind it. */
    private List<FutureTask<String>> askOneAfterAnother(GroupCommit<Integer, String> commits, int count) {
        List<FutureTask<String>> asked = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            int own = number;
            FutureTask<String> answer = new FutureTask<>(() -> commits.submit(own));
            Thread asking = Thread.ofPlatform().daemon().start(answer);
            asked.add(answer);
            Until.holds(() -> asking.getState() == Thread.State.WAITING);
            if (number == 0) {
                Until.holds(() -> running.get() == 1); // it has its transaction, which none that follows may share
            }
        }
        return asked;
    }

    private List<Integer> numbers() {
        return sql.sql("select number from done order by number")
                .query(Integer.class)
                .list();
    }

    /** How many rows each transaction wrote, in the order of the transactions. */
    private List<Long> transactions() {
        return sql.sql("select count(*) from done group by transaction order by transaction")
                .query(Long.class)
                .list();
    }
}
