package org.commonwatt.worker.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The limits in force, read again whenever the owner changes the file. One that is not clear leaves the last clear ones in force. */
public final class LiveLimits implements Supplier<OwnerLimits> {

    private static final Logger LOG = LoggerFactory.getLogger(LiveLimits.class);

    private final Path file;
    private final @Nullable String zone;
    private String read;
    private volatile OwnerLimits limits;
    private volatile @Nullable String trouble;

    /** @param zone electricity zone that holds where the file names none */
    public LiveLimits(Path file, @Nullable String zone) throws LimitsUnclear {
        this.file = file;
        this.zone = zone;
        this.read = stamp();
        this.limits = new LimitsFile(file).read().inZone(zone);
    }

    @Override
    public OwnerLimits get() {
        return limits;
    }

    /** What is wrong with the file as it is now, or null. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** Looks whether the file changed. */
    public synchronized void refresh() {
        String now = stamp();
        if (now.equals(read)) {
            return;
        }
        read = now;
        try {
            limits = new LimitsFile(file).read().inZone(zone);
            trouble = null;
            LOG.info("New limits of the owner are in force");
        } catch (LimitsUnclear unclear) {
            trouble = unclear.getMessage();
            LOG.error("{} The limits from before stay in force, and no new task is taken.", trouble);
        }
    }

    private String stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
        } catch (IOException absent) {
            return "none";
        }
    }
}
