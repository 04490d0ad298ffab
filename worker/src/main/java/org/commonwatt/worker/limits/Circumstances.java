package org.commonwatt.worker.limits;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What bears on whether the machine is lent at a moment.
 *
 * @param wish what its owner said last
 * @param input when its owner last touched it
 * @param onBattery whether it runs on its battery
 * @param transferred bytes to and from the service today
 */
public record Circumstances(Instant now, Wish wish, Input input, boolean onBattery, Transferred transferred) {

    /**
     * The owner's last input.
     *
     * @param ago time since then, or null where nothing can tell
     * @param source what tells, or why nothing can, for people
     */
    public record Input(@Nullable Duration ago, String source) {}

    /**
     * Traffic of a day.
     *
     * @param bytes so far
     * @param tooLittle the highest limit in bytes beyond which something would have gone that was therefore put off, or null
     * @param dayEndsAt when counting begins anew
     */
    public record Transferred(long bytes, @Nullable Long tooLittle, Instant dayEndsAt) {}
}
