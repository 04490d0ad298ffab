package org.commonwatt.protocol.dataset;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.commonwatt.protocol.Violations;

/** What the fields of a manifest must be to each other. */
final class ManifestChecks {

    private static final Pattern SPLIT_NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}");

    /** Values of one input: 8 GiB in single precision, more than any layer could take. */
    private static final long MAX_INPUT_VALUES = 1L << 31;

    private final DatasetManifest manifest;
    private final Violations violations;

    private ManifestChecks(DatasetManifest manifest, Violations violations) {
        this.manifest = manifest;
        this.violations = violations;
    }

    static void check(DatasetManifest manifest, Violations violations) {
        ManifestChecks checks = new ManifestChecks(manifest, violations);
        checks.format();
        checks.classes();
        checks.splits();
    }

    /** What was taken once and can't be used: of one that is kept already it says nothing. */
    static void checkNew(DatasetManifest manifest, Violations violations) {
        if (manifest.format() instanceof DataFormat.ImageFolder images && images.channels() == 2) {
            violations.add("/format/channels", "an image has 1 channel, grey, or 3: red, green and blue; found 2");
        }
    }

    private void format() {
        switch (manifest.format()) {
            case DataFormat.Idx idx -> {
                double values = idx.inputShape().stream()
                        .mapToDouble(Integer::doubleValue)
                        .reduce(1, (a, b) -> a * b);
                if (values > MAX_INPUT_VALUES) {
                    violations.add("/format/inputShape", "an input has more than " + MAX_INPUT_VALUES + " values");
                }
            }
            case DataFormat.Csv csv -> columns(csv);
            case DataFormat.ImageFolder images -> {
                // Its own ranges say all.
            }
            case DataFormat.Jsonl jsonl -> {
                if (jsonl.input().equals(jsonl.output())) {
                    violations.add("/format/output", "input and output are one field, \"" + jsonl.input() + "\"");
                }
            }
            case DataFormat.Text text -> {
                // It has nothing to say.
            }
        }
    }

    private void columns(DataFormat.Csv csv) {
        Set<String> seen = new HashSet<>();
        refuseRepeats("/format/inputs/", csv.inputs(), seen, "the column");
        refuseRepeats("/format/targets/", csv.targets(), seen, "the column");
        int wanted =
                switch (csv.target()) {
                    case Target.Classes classes -> 1;
                    case Target.Numbers numbers -> numbers.width();
                };
        if (csv.targets().size() != wanted) {
            violations.add(
                    "/format/targets",
                    "the target needs " + wanted + (wanted == 1 ? " column" : " columns") + ", found "
                            + csv.targets().size());
        }
    }

    private void classes() {
        if (manifest.format().target() instanceof Target.Classes classes) {
            refuseRepeats("/format/target/names/", classes.names(), new HashSet<>(), "the class");
        }
    }

    private void refuseRepeats(String pointer, List<String> names, Set<String> seen, String what) {
        for (int i = 0; i < names.size(); i++) {
            if (!seen.add(names.get(i))) {
                violations.add(pointer + i, what + " \"" + names.get(i) + "\" is named twice");
            }
        }
    }

    private void splits() {
        int wanted =
                switch (manifest.format()) {
                    case DataFormat.Idx idx -> 2;
                    case DataFormat.Csv csv -> 1;
                    case DataFormat.ImageFolder images -> 1;
                    case DataFormat.Jsonl jsonl -> 1;
                    case DataFormat.Text text -> 1;
                };
        Map<String, DatasetFile> byPath = new HashMap<>();
        manifest.splits().forEach((name, split) -> {
            String pointer = DatasetManifests.splitPointer(name);
            if (!SPLIT_NAME.matcher(name).matches()) {
                violations.add(pointer, "a split's name is 1 to 63 letters, digits, '_' or '-'");
            }
            if (split.files().size() != wanted) {
                violations.add(
                        pointer + "/files",
                        "the format needs " + wanted + (wanted == 1 ? " file" : " files") + " in each split, found "
                                + split.files().size());
            }
            for (int i = 0; i < split.files().size(); i++) {
                DatasetFile file = split.files().get(i);
                DatasetFile other = byPath.putIfAbsent(file.path(), file);
                if (other != null && !other.equals(file)) {
                    violations.add(pointer + "/files/" + i, file.path() + " has another hash or size elsewhere");
                }
            }
        });
    }
}
