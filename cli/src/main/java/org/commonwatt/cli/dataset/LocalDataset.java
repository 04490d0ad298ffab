package org.commonwatt.cli.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.cli.terminal.ProblemText;
import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.artifact.Sha256;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetManifests;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.machine.FileTrouble;
import org.commonwatt.protocol.spec.DatasetRef;
import org.commonwatt.protocol.spec.SpecFormat;

/**
 * A dataset in a folder of this machine.
 *
 * @param folder what the manifest's paths are relative to
 * @param manifest as its {@code dataset.yaml} says
 */
public record LocalDataset(Path folder, DatasetManifest manifest) {

    private static final String FILE_NAME = "dataset.yaml";

    /** Reads a folder's {@code dataset.yaml}, or the file itself. */
    public static LocalDataset read(Path path) {
        Path file = (Files.isDirectory(path) ? path.resolve(FILE_NAME) : path)
                .toAbsolutePath()
                .normalize();
        try {
            SpecFormat format = file.toString().endsWith(".json") ? SpecFormat.JSON : SpecFormat.YAML;
            Path folder = file.getParent();
            return new LocalDataset(
                    folder == null ? file : folder, DatasetManifests.read(Files.readAllBytes(file), format));
        } catch (IOException e) {
            throw new Failure("The dataset cannot be read: " + FileTrouble.of(e) + ".");
        } catch (Rejected rejected) {
            throw Failure.rejected(file.toString(), rejected);
        }
    }

    /** The prepared dataset of that name and version, where there is one. */
    public static Optional<LocalDataset> prepared(DataFolder data, DatasetRef.Named ref) {
        Path folder = data.datasets().resolve(ref.name()).resolve(Integer.toString(ref.version()));
        return Files.isRegularFile(folder.resolve(FILE_NAME)) ? Optional.of(read(folder)) : Optional.empty();
    }

    /**
     * All prepared datasets, by name and version.
     *
     * @param faults told in a sentence of each that can't be read; the others are no worse for it
     */
    public static List<LocalDataset> allPrepared(DataFolder data, Consumer<String> faults) {
        List<LocalDataset> found = new ArrayList<>();
        for (Path name : foldersIn(data.datasets())) {
            for (Path version : foldersIn(name)) {
                if (Files.isRegularFile(version.resolve(FILE_NAME))) {
                    try {
                        found.add(read(version));
                    } catch (Failure failure) {
                        faults.accept("Left out: " + ProblemText.of(failure.problem()));
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    /** How specs refer to it once it is published. */
    public DatasetRef.Named ref() {
        return new DatasetRef.Named(manifest.name(), manifest.version());
    }

    /** The same with every file's hash and size, read from the files now. */
    public LocalDataset hashed() {
        Map<String, DatasetSplit> splits = new LinkedHashMap<>();
        manifest.splits()
                .forEach((name, split) -> splits.put(
                        name,
                        new DatasetSplit(
                                split.examples(),
                                split.files().stream().map(this::hashed).toList())));
        return new LocalDataset(
                folder,
                new DatasetManifest(
                        manifest.name(),
                        manifest.version(),
                        manifest.title(),
                        manifest.description(),
                        manifest.licence(),
                        manifest.source(),
                        manifest.format(),
                        splits));
    }

    /** All its files, each once. */
    public List<DatasetFile> files() {
        return manifest.splits().values().stream()
                .flatMap(split -> split.files().stream())
                .distinct()
                .toList();
    }

    /** Where a file lies. */
    public Path path(DatasetFile file) {
        return folder.resolve(file.path());
    }

    private DatasetFile hashed(DatasetFile file) {
        Path path = path(file);
        try {
            return new DatasetFile(file.path(), Sha256.of(path), Files.size(path));
        } catch (IOException e) {
            throw new Failure("A file of the dataset " + ref() + " cannot be read: " + FileTrouble.of(e) + ".");
        }
    }

    private static List<Path> foldersIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Failure("The datasets cannot be listed: " + FileTrouble.of(e) + ".");
        }
    }
}
