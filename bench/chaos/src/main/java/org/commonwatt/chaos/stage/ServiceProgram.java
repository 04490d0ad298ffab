package org.commonwatt.chaos.stage;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.commonwatt.chaos.clock.ShiftedClockConfiguration;

/** The service as a jar with a folder of libraries, so that it can be given another clock and an archive of its classes. */
final class ServiceProgram {

    private final Places places;
    private final Path folder;

    ServiceProgram(Places places) {
        this.places = places;
        this.folder = places.kept().resolve("service");
    }

    /**
     * Lays it out unless that is done for the present jars and Java. An archive of classes is of use only with those that it
     * was made with; whether one has to be made.
     */
    boolean unpack() throws IOException, InterruptedException {
        Path mark = folder.resolve("unpacked");
        String madeWith = Files.getLastModifiedTime(places.serviceJar()) + " " + Files.getLastModifiedTime(ours()) + " "
                + Runtime.version();
        if (!Files.exists(mark) || !Files.readString(mark).equals(madeWith)) {
            Files.deleteIfExists(mark);
            Files.deleteIfExists(archive());
            extract();
            Files.writeString(mark, madeWith);
        }
        return !Files.exists(archive());
    }

    private void extract() throws IOException, InterruptedException {
        Files.createDirectories(folder.getParent());
        Process extract = new ProcessBuilder(
                        places.java().toString(),
                        "-Djarmode=tools",
                        "-jar",
                        places.serviceJar().toString(),
                        "extract",
                        "--force",
                        "--destination",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (extract.waitFor() != 0) {
            throw new IOException(places.serviceJar() + " can't be unpacked into " + folder);
        }
    }

    /** Made by the JVM itself at its first orderly end. */
    private Path archive() {
        return folder.resolve("service.jsa");
    }

    List<String> command(int port, Path clockFile, List<String> settings) {
        String classPath = folder.resolve("commonwatt-api.jar") + File.pathSeparator + ours();
        List<String> command = new ArrayList<>(List.of(
                places.java().toString(),
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + archive(),
                "-Xlog:disable",
                "-cp",
                classPath,
                "org.commonwatt.api.Commonwatt",
                "--server.port=" + port,
                "--" + ShiftedClockConfiguration.FILE + "=" + clockFile));
        command.addAll(settings);
        return command;
    }

    /** The jar that this very class was loaded from. */
    private static Path ours() {
        return Path.of(ServiceProgram.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
    }
}
