package org.commonwatt.worker.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RetriesTest {

    private final List<Duration> waits = new ArrayList<>();
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8), new Random(3));
    private final Retries retries = new Retries(backoff, waits::add);

    @Test
    void a_request_is_repeated_until_the_service_is_back() throws Exception {
        AtomicInteger tries = new AtomicInteger();

        int answer = retries.call("try", Duration.ofDays(1), () -> {
            if (tries.incrementAndGet() < 4) {
                throw new ServiceAway("no service", (Duration) null);
            }
            return tries.get();
        });

        assertThat(answer).isEqualTo(4);
        assertThat(waits).hasSize(3);
    }

    @Test
    void waits_double_up_to_the_longest_with_jitter_in_their_upper_half() {
        ServiceAway away = new ServiceAway("no service", (Duration) null);

        assertThat(backoff.after(1, away)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(backoff.after(3, away)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
        assertThat(backoff.after(60, away)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(backoff.after(2, away)).isNotEqualTo(backoff.after(2, away));
    }

    @Test
    void a_wait_that_the_service_asked_for_is_honoured() {
        assertThat(backoff.after(1, new ServiceAway("busy", Duration.ofMinutes(2))))
                .isGreaterThanOrEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void patience_ends_with_the_last_failure() {
        assertThatThrownBy(() -> retries.call("try", Duration.ofMillis(100), () -> {
                    throw new ServiceAway("no service", (Duration) null);
                }))
                .isInstanceOf(ServiceAway.class)
                .hasMessage("no service");
        assertThat(waits).isEmpty();
    }

    @Test
    void a_refusal_is_not_repeated() {
        AtomicInteger tries = new AtomicInteger();

        assertThatThrownBy(() -> retries.call("try", Duration.ofDays(1), () -> {
                    tries.incrementAndGet();
                    throw new LeaseStale("another node has it");
                }))
                .isInstanceOf(LeaseStale.class);
        assertThat(tries).hasValue(1);
    }
}
