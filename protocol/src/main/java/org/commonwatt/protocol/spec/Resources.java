package org.commonwatt.protocol.spec;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.Default;
import org.commonwatt.protocol.form.Doc;

/** What a job may use of a machine. */
public record Resources(
        @Doc("Memory the trainer may use, such as 2GiB; estimated from the spec where absent.") @Nullable
        ByteSize memory,

        @Doc("Longest total running time, such as 2h, over all attempts.") @Default("\"24h\"")
        Duration maxTime) {}
