package org.commonwatt.worker.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.artifact.Sha256;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetManifests;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.spec.DatasetRef;
import org.commonwatt.protocol.spec.SpecFormat;

/**
 * A dataset that lies on this machine.
 *
 * @param manifest with the hash and the size of every file, as a service would publish it: the same data gives the same
 *     manifest, and so the same identity of a run, here and there
 * @param files where each file lies, by its path in the manifest
 */
record LocalData(DatasetManifest manifest, Map<String, Path> files) {

    private static final String FILE_NAME = "dataset.yaml";

    /**
     * Finds what a spec refers to.
     *
     * @param data the data folder, which holds prepared datasets as {@code datasets/NAME/VERSION}
     * @param specFolder what {@code file:} references are relative to
     */
    static LocalData find(DatasetRef ref, Path data, Path specFolder) throws Trouble {
        return switch (ref) {
            case DatasetRef.Local local -> read(specFolder.resolve(local.path()));
            case DatasetRef.Named named -> {
                Path folder = data.resolve("datasets").resolve(named.name()).resolve(Integer.toString(named.version()));
                if (!Files.isRegularFile(folder.resolve(FILE_NAME))) {
                    throw new Trouble(
                            "The dataset " + named + " is not on this machine (" + folder
                                    + "). 'commonwatt data prepare " + named.name()
                                    + "' makes it if it is one of the examples'; for one of your own write file:PATH in the spec.");
                }
                yield read(folder);
            }
            case DatasetRef.ByHash byHash ->
                throw new Trouble("The dataset " + byHash
                        + " can only be found by a service; here write name@version or file:PATH in the spec.");
        };
    }

    private static LocalData read(Path path) throws Trouble {
        Path file = (Files.isDirectory(path) ? path.resolve(FILE_NAME) : path)
                .toAbsolutePath()
                .normalize();
        SpecFormat format = file.toString().endsWith(".json") ? SpecFormat.JSON : SpecFormat.YAML;
        try {
            return hashed(DatasetManifests.read(Files.readAllBytes(file), format), file.resolveSibling("."));
        } catch (NoSuchFileException absent) {
            throw new Trouble("There is no file " + absent.getFile() + ", which the dataset needs.");
        } catch (IOException unreadable) {
            throw new Trouble("The dataset " + file + " can't be read: " + unreadable.getMessage() + ".");
        } catch (Rejected rejected) {
            throw Trouble.rejected(file.toString(), rejected);
        }
    }

    private static LocalData hashed(DatasetManifest manifest, Path folder) throws IOException, Trouble {
        Map<String, Path> places = new LinkedHashMap<>();
        Map<String, DatasetFile> known = new LinkedHashMap<>();
        Map<String, DatasetSplit> splits = new LinkedHashMap<>();
        for (Map.Entry<String, DatasetSplit> split : manifest.splits().entrySet()) {
            List<DatasetFile> files = new ArrayList<>();
            for (DatasetFile file : split.getValue().files()) {
                Path place = folder.resolve(file.path()).toRealPath();
                places.put(file.path(), place);
                if (!known.containsKey(file.path())) {
                    known.put(file.path(), checked(file, Sha256.of(place), Files.size(place)));
                }
                files.add(known.get(file.path()));
            }
            splits.put(split.getKey(), new DatasetSplit(split.getValue().examples(), List.copyOf(files)));
        }
        DatasetManifest whole = new DatasetManifest(
                manifest.name(),
                manifest.version(),
                manifest.title(),
                manifest.description(),
                manifest.licence(),
                manifest.source(),
                manifest.format(),
                splits);
        return new LocalData(whole, places);
    }

    private static DatasetFile checked(DatasetFile announced, String sha256, long size) throws Trouble {
        if (announced.sha256() != null && !announced.sha256().equals(sha256)) {
            throw new Trouble("The file " + announced.path() + " is not the one that its dataset.yaml announces: its"
                    + " SHA-256 is " + sha256 + ".");
        }
        return new DatasetFile(announced.path(), sha256, size);
    }
}
