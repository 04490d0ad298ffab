package org.commonwatt.api.lease;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LeaseSettingsTest {

    @Test
    void theDefaultsAreThese() {
        assertThat(bind(Map.of()))
                .isEqualTo(new LeaseSettings(
                        Duration.ofSeconds(60),
                        Duration.ofMinutes(5),
                        Duration.ofHours(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(50),
                        Duration.ofSeconds(5),
                        0,
                        new LeaseSettings.Retry(4, Duration.ofSeconds(10), Duration.ofMinutes(10))));
    }

    @Test
    void aBadValueIsRefusedWithASentenceThatNamesIt() {
        assertThatThrownBy(() -> bind(Map.of("commonwatt.lease.time", "1s")))
                .rootCause()
                .hasMessage("commonwatt.lease.time must be at least 3s");
        assertThatThrownBy(() -> bind(Map.of("commonwatt.lease.retry.attempts", "0")))
                .rootCause()
                .hasMessage("commonwatt.lease.retry.attempts must be at least 1");
    }

    @Test
    void theBackOffDoublesUpToItsLimit() {
        LeaseSettings.Retry retry = bind(Map.of()).retry();
        assertThat(retry.delayAfter(1)).isEqualTo(Duration.ofSeconds(10));
        assertThat(retry.delayAfter(3)).isEqualTo(Duration.ofSeconds(40));
        assertThat(retry.delayAfter(1000)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void asManyMayWaitAsHalfOfTheHeapHoldsUnlessItIsSaid() {
        long heap = Runtime.getRuntime().maxMemory();
        assertThat(bind(Map.of()).placesToWait() * 330.0 * 1024).isBetween(heap * 0.99, heap * 1.0);
        assertThat(bind(Map.of("commonwatt.lease.most-waiting", "7")).placesToWait())
                .isEqualTo(7);
    }

    private static LeaseSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("commonwatt.lease", LeaseSettings.class);
    }
}
