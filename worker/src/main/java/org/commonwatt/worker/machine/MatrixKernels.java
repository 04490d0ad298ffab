package org.commonwatt.worker.machine;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;

/**
 * With which kernels the engine is to multiply matrices. On processors of other makers its mathematical library (Intel's MKL)
 * leaves the choice to rules of its own, which are a fifth slower there than the branch for AVX2 that it has all the same
 * (measured on an AMD EPYC with AVX2, one thread, products of 768 × 128 × 512: 63 and 79 Gflop/s). Where it is named, that
 * branch also gives the same bits on all such processors. It has no other for them: where they have AVX-512, large products
 * are taken by another of the engine's libraries, oneDNN, at twice the speed.
 *
 * @see <a href="https://www.intel.com/content/www/us/en/docs/onemkl/developer-guide-linux/2024-0/">oneMKL's developer guide,
 *     "Obtaining Numerically Reproducible Results"</a>
 */
public final class MatrixKernels {

    /** Environment variable that tells a trainer who takes large products of matrices. */
    public static final String PRODUCTS = "MATRIX_PRODUCTS";

    /** Its value where oneDNN does; without it MKL does. */
    public static final String ONEDNN = "oneDNN";

    /**
     * How many kernels oneDNN keeps, instead of 1,024. Products of texts have as many shapes as there are lengths of batches,
     * each with kernels of its own that take a MiB or so (measured for widths of 256 to 1,024: 1,000 MiB were kept, and keeping
     * 16 took no more time). A ResNet-50 needs a hundred, and would be slow without one of them.
     */
    private static final Map<String, String> KEPT_KERNELS = Map.of("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "256");

    private static final String INTEL = "GenuineIntel";

    /** What oneDNN's kernels for AVX-512 need. */
    private static final Set<String> AVX_512 = Set.of("avx512f", "avx512bw", "avx512vl", "avx512dq");

    private MatrixKernels() {}

    /** Environment variables for a trainer on this machine. */
    public static Map<String, String> environment() {
        CentralProcessor processor = new SystemInfo().getHardware().getProcessor();
        return environment(processor.getProcessorIdentifier().getVendor(), processor.getFeatureFlags());
    }

    /**
     * Environment variables for a trainer.
     *
     * @param vendor as processors name it, such as {@code AuthenticAMD}
     * @param flags lines that list what the processor can do, as the system writes them
     */
    static Map<String, String> environment(String vendor, List<String> flags) {
        Set<String> features = flags.stream()
                .flatMap(line -> Stream.of(line.toLowerCase(Locale.ROOT).split("\\W+")))
                .collect(Collectors.toSet());
        if (vendor.equals(INTEL) || !features.contains("avx2")) {
            return Map.of();
        }
        Map<String, String> environment = new HashMap<>(Map.of("MKL_CBWR", "AVX2"));
        if (features.containsAll(AVX_512)) {
            environment.put(PRODUCTS, ONEDNN);
            environment.putAll(KEPT_KERNELS);
        }
        return environment;
    }
}
