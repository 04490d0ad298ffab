package org.commonwatt.worker.machine;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MatrixKernelsTest {

    private static final List<String> AVX2 = List.of("flags\t\t: fpu vme sse4_2 avx f16c avx2 bmi2");

    @Test
    void another_makers_processor_is_given_the_branch_for_avx2() {
        assertThat(MatrixKernels.environment("AuthenticAMD", AVX2)).containsEntry("MKL_CBWR", "AVX2");
    }

    @Test
    void another_makers_processor_with_avx_512_has_large_products_taken_by_onednn() {
        List<String> avx512 = List.of("flags\t\t: fpu avx avx2 avx512f avx512dq avx512bw avx512vl avx512_vnni");

        assertThat(MatrixKernels.environment("AuthenticAMD", avx512))
                .containsEntry("MKL_CBWR", "AVX2")
                .containsEntry(MatrixKernels.PRODUCTS, MatrixKernels.ONEDNN)
                .containsEntry("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "256");
        assertThat(MatrixKernels.environment("AuthenticAMD", AVX2)).doesNotContainKey(MatrixKernels.PRODUCTS);
        assertThat(MatrixKernels.environment("GenuineIntel", avx512)).isEmpty();
    }

    @Test
    void intels_own_rules_are_left_alone() {
        assertThat(MatrixKernels.environment("GenuineIntel", AVX2)).isEmpty();
    }

    @Test
    void a_processor_without_it_is_left_alone() {
        assertThat(MatrixKernels.environment("AuthenticAMD", List.of("flags : fpu sse4_2 avx avx2x")))
                .isEmpty();
        assertThat(MatrixKernels.environment("AuthenticAMD", List.of())).isEmpty();
    }
}
