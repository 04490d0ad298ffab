package org.commonwatt.worker.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.dataset.DatasetManifests;
import org.commonwatt.protocol.plan.Plans;
import org.commonwatt.protocol.plan.WorkPlan;
import org.commonwatt.protocol.spec.ByteSize;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.SpecFormat;

/**
 * A spec with its dataset, planned and found good.
 *
 * @param base the trained model that it begins with, or null
 */
record LocalJob(
        JobSpec spec,
        JsonNode canonical,
        LocalData data,
        @Nullable LocalBase base,
        WorkPlan plan,
        Console console) {

    /**
     * Reads a spec and finds its dataset and its base.
     *
     * @param data the data folder
     */
    static LocalJob read(Path file, Path data, Console console) throws Trouble {
        SpecFormat format =
                file.toString().toLowerCase(Locale.ROOT).endsWith(".json") ? SpecFormat.JSON : SpecFormat.YAML;
        try {
            byte[] text = Files.readAllBytes(file);
            JobSpec spec = JobSpecs.read(text, format);
            Path folder = file.toAbsolutePath().resolveSibling(".").normalize();
            LocalData found = LocalData.find(spec.dataset().ref(), data, folder);
            return planned(spec, found, folder, new Text(text, format), console);
        } catch (NoSuchFileException absent) {
            throw new Trouble("There is no spec " + file + ".");
        } catch (IOException unreadable) {
            throw new Trouble("The spec " + file + " can't be read: " + unreadable.getMessage() + ".");
        } catch (Rejected rejected) {
            throw Trouble.rejected(file.toString(), rejected);
        }
    }

    /** A spec as written. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Text(byte[] bytes, SpecFormat format) {}

    private static LocalJob planned(JobSpec spec, LocalData data, Path folder, Text text, Console console)
            throws Trouble, Rejected {
        try {
            LocalBase base = spec.model() instanceof Model.Base begin ? LocalBase.find(begin.from(), folder) : null;
            WorkPlan plan = Plans.plan(spec, data.manifest(), base == null ? null : base.model());
            return new LocalJob(spec, JobSpecs.toJson(spec), data, base, plan, console);
        } catch (Rejected rejected) {
            throw JobSpecs.locate(rejected, text.bytes(), text.format());
        }
    }

    /** Memory that the trainer gets: what the spec says, else what the plan estimates. */
    long memoryBytes() {
        ByteSize given = spec.resources().memory();
        return given == null ? plan.memoryBytes() : given.bytes();
    }

    /** A run of this job that has not begun. */
    RunNote note() {
        String ofBase = base == null ? null : base.sha256();
        return new RunNote(
                canonical, DatasetManifests.sha256(data.manifest()), ofBase, 0, new RunNote.Spent(0, 0), null);
    }
}
