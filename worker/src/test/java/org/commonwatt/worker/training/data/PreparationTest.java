package org.commonwatt.worker.training.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ai.djl.ndarray.types.Shape;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.spec.Transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PreparationTest {

    private static final Offset<Float> CLOSE = Offset.offset(1e-5f);

    @Test
    void aLargerImageLiesBilinearlyBetweenTheCentresOfPixels() throws Exception {
        // New centres at −¼, ¼, ¾, 1¼ of the old: outside of the outermost centres the outermost pixel goes on.
        Preparation preparation = preparation(new Shape(1, 1, 2), new Transform.Resize(1, 4));

        assertThat(preparation.output()).isEqualTo(new Shape(1, 1, 4));
        assertThat(preparation.apply(new float[] {0, 4}, null)).containsExactly(new float[] {0, 1, 3, 4}, CLOSE);
    }

    @Test
    void bothSidesAndEachChannelAreResized() throws Exception {
        Preparation preparation = preparation(new Shape(2, 2, 2), new Transform.Resize(3, 3));

        float[] resized = preparation.apply(new float[] {0, 2, 4, 6, 10, 10, 10, 10}, null);

        assertThat(Arrays.copyOf(resized, 9)).containsExactly(new float[] {0, 1, 2, 2, 3, 4, 4, 5, 6}, CLOSE);
        assertThat(Arrays.copyOfRange(resized, 9, 18)).containsOnly(10);
    }

    @Test
    void aSmallerImageIsTheMeanOfTheNearestPixels() throws Exception {
        Preparation preparation = preparation(new Shape(1, 1, 4), new Transform.Resize(1, 2));

        assertThat(preparation.apply(new float[] {1, 3, 5, 9}, null)).containsExactly(new float[] {2, 7}, CLOSE);
    }

    @Test
    void theSameSizeChangesNothing() throws Exception {
        float[] values = {1, 2, 3, 4, 5, 6};

        assertThat(preparation(new Shape(1, 2, 3), new Transform.Resize(2, 3)).apply(values.clone(), null))
                .containsExactly(values);
    }

    @Test
    void withoutASeedTheMiddleIsCutOutAndNothingIsMirrored() throws Exception {
        Preparation preparation =
                preparation(new Shape(1, 3, 4), new Transform.RandomCrop(1, 3, 2), new Transform.RandomFlip(1));

        assertThat(preparation.output()).isEqualTo(new Shape(1, 3, 2));
        assertThat(preparation.apply(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, null))
                .containsExactly(2, 3, 6, 7, 10, 11);
    }

    @Test
    void aRandomPartLiesAnywhereOnTheImageAndItsBorderOfZeros() throws Exception {
        Preparation preparation = preparation(new Shape(1, 2, 2), new Transform.RandomCrop(1, null, null));
        Set<List<Float>> seen = new HashSet<>();

        for (long seed = 0; seed < 500; seed++) {
            float[] part = preparation.apply(new float[] {1, 2, 3, 4}, seed);
            seen.add(List.of(part[0], part[1], part[2], part[3]));
        }

        assertThat(seen)
                .containsExactlyInAnyOrder(
                        List.of(0f, 0f, 0f, 1f),
                        List.of(0f, 0f, 1f, 2f),
                        List.of(0f, 0f, 2f, 0f),
                        List.of(0f, 1f, 0f, 3f),
                        List.of(1f, 2f, 3f, 4f),
                        List.of(2f, 0f, 4f, 0f),
                        List.of(0f, 3f, 0f, 0f),
                        List.of(3f, 4f, 0f, 0f),
                        List.of(4f, 0f, 0f, 0f));
    }

    @Test
    void aShareOfTheImagesIsMirroredRowByRow() throws Exception {
        Preparation preparation = preparation(new Shape(1, 2, 3), new Transform.RandomFlip(0.25));
        int mirrored = 0;

        for (long seed = 0; seed < 4000; seed++) {
            float[] image = preparation.apply(new float[] {1, 2, 3, 4, 5, 6}, seed);
            if (image[0] == 3) {
                assertThat(image).containsExactly(3, 2, 1, 6, 5, 4);
                mirrored++;
            }
        }

        assertThat(mirrored).isBetween(900, 1100);
    }

    @Test
    void theSameSeedDrawsTheSameAndTwoTransformsDrawApart() throws Exception {
        Transform flip = new Transform.RandomFlip(0.5);
        Preparation twice = preparation(new Shape(1, 1, 2), flip, flip);
        Set<Float> first = new HashSet<>();

        for (long seed = 0; seed < 50; seed++) {
            float[] once = twice.apply(new float[] {1, 2}, seed).clone();
            assertThat(twice.apply(new float[] {1, 2}, seed)).containsExactly(once);
            first.add(once[0]);
        }

        assertThat(first).as("two flips don't always cancel").hasSize(2);
    }

    @Test
    void transformsFollowEachOtherInTheShapeOfTheOneBefore() throws Exception {
        Preparation preparation = preparation(
                new Shape(2, 1, 1),
                new Transform.Scale(2),
                new Transform.Resize(1, 2),
                new Transform.Normalize(List.of(1.0, 2.0), List.of(1.0, 0.5)));

        assertThat(preparation.apply(new float[] {4, 8}, null)).containsExactly(1, 1, 4, 4);
    }

    @Test
    void whatIsNoImageAndWhatIsTooSmallIsRefused() {
        assertThatThrownBy(() -> preparation(new Shape(4), new Transform.Resize(2, 2)))
                .isInstanceOf(DataFault.class)
                .hasMessageContaining("takes images");
        assertThatThrownBy(() -> preparation(new Shape(1, 4, 4), new Transform.RandomCrop(1, 7, null)))
                .isInstanceOf(DataFault.class)
                .hasMessageContaining("7 × 4 pixels can't be cut out");
    }

    private static Preparation preparation(Shape shape, Transform... transforms) throws DataFault {
        return new Preparation(List.of(transforms), shape);
    }
}
