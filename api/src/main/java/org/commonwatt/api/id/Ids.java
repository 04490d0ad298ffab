package org.commonwatt.api.id;

import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds, then randomness. Safe for use by many threads. */
public final class Ids {

    private final Clock clock;
    private final RandomGenerator random;

    /** @param random its quality decides how hard an identifier is to guess */
    public Ids(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** A fresh identifier; later ones sort behind earlier ones to the millisecond. */
    public UUID next() {
        long high = (clock.millis() << 16) | 0x7000L | (random.nextLong() & 0x0FFFL);
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
