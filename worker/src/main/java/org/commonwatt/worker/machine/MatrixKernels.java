package org.commonwatt.worker.machine;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;

/**
 * Which of its kernels the engine's mathematical library (Intel's MKL) is to take. On processors of other makers it leaves
 * the choice to rules of its own, which are a fifth slower there than the branch for AVX2 that it has all the same
 * (measured on an AMD EPYC with AVX2, one thread, products of 768 × 128 × 512: 63 and 79 Gflop/s). Where it is named, that
 * branch also gives the same bits on all such processors.
 *
 * @see <a href="https://www.intel.com/content/www/us/en/docs/onemkl/developer-guide-linux/2024-0/">oneMKL's developer guide,
 *     "Obtaining Numerically Reproducible Results"</a>
 */
public final class MatrixKernels {

    private static final String INTEL = "GenuineIntel";

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
        boolean avx2 = flags.stream()
                .flatMap(line -> List.of(line.toLowerCase(Locale.ROOT).split("\\W+")).stream())
                .anyMatch("avx2"::equals);
        return avx2 && !vendor.equals(INTEL) ? Map.of("MKL_CBWR", "AVX2") : Map.of();
    }
}
