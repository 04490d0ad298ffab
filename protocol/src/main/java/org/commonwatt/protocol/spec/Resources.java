package org.commonwatt.protocol.spec;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.Default;
import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Range;

/** What a job may use of a machine. */
public record Resources(
        @Doc("Memory the trainer may use, such as 2GiB; estimated from the spec where absent.") @Nullable
        ByteSize memory,

        @Doc("Longest total running time, such as 2h, over all attempts.")
        @Range(min = 1, max = 31_536_000)
        @Default("\"24h\"")
        Duration maxTime) {}
