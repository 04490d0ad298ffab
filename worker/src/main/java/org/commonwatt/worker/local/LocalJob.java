package org.commonwatt.worker.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.dataset.DatasetManifests;
import org.commonwatt.protocol.plan.Plans;
import org.commonwatt.protocol.plan.WorkPlan;
import org.commonwatt.protocol.spec.ByteSize;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.SpecFormat;

/** A spec with its dataset, planned and found good. */
record LocalJob(JobSpec spec, JsonNode canonical, LocalData data, WorkPlan plan, Console console) {

    /**
     * Reads a spec and finds its dataset.
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
            return new LocalJob(spec, JobSpecs.toJson(spec), found, plan(spec, found, text, format), console);
        } catch (NoSuchFileException absent) {
            throw new Trouble("There is no spec " + file + ".");
        } catch (IOException unreadable) {
            throw new Trouble("The spec " + file + " can't be read: " + unreadable.getMessage() + ".");
        } catch (Rejected rejected) {
            throw Trouble.rejected(file.toString(), rejected);
        }
    }

    private static WorkPlan plan(JobSpec spec, LocalData data, byte[] text, SpecFormat format) throws Rejected {
        try {
            return Plans.plan(spec, data.manifest());
        } catch (Rejected rejected) {
            throw JobSpecs.locate(rejected, text, format);
        }
    }

    /** Memory that the trainer gets: what the spec says, else what the plan estimates. */
    long memoryBytes() {
        ByteSize given = spec.resources().memory();
        return given == null ? plan.memoryBytes() : given.bytes();
    }

    /** A run of this job that has not begun. */
    RunNote note() {
        return new RunNote(canonical, DatasetManifests.sha256(data.manifest()), 0, new RunNote.Spent(0, 0), null);
    }
}
