package org.commonwatt.worker.training;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What goes wrong with DJL 0.36 when one walks into it, and the test that would fail if we did. Traps that no code of ours
 * can meet are not here: DJL's own trainer with its listeners, {@code EasyTrain}, {@code RandomSampler}, its text decoders.
 */
class TrapsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "one gradient collector in a process, ArchitectureTest, onlyTrainingKnowsDjl",
        "a type of values that aborts the process, training.checkpoint.SafetensorsTest, valuesOfAnotherTypeAreRefusedBeforeTheEngineSeesThem",
        "optimizers that throw, training.optimizer.UpdateTest, nesterovLooksAheadAlongTheMomentum",
        "RMSProp that throws, training.optimizer.UpdateTest, rmsPropDividesByTheRootOfTheMeanOfSquares",
        "a clip of one side only, training.optimizer.GradientsTest, aGradientThatIsTooLongKeepsItsDirection",
        "gradients left over from a batch that failed, training.network.NetworkTest, aBatchThatFailsLeavesNoGradientBehind",
        "a gradient of zeros taken for a fault, training.optimizer.GradientsTest, aGradientOfNothingButZerosIsNoFault",
        "recurrence in both directions with biases, training.network.SequenceLayersTest, bothDirectionsReadATextWithoutItsPadding",
        "a frozen base that moves, training.TransferTest, aHeadLearnsOnAFrozenBaseWhoseParametersAndStatisticsDoNotMove",
        "transformers with another norm and residual, training.network.SequenceLayersTest, aBlockAttendsAmongAllPlaces",
        "a squared loss of half its size, training.objective.ObjectiveTest, meanSquaredErrorCarriesNoHalf",
        "a cosine that throws for small rates, training.optimizer.StepSizesTest, cosineTakesSmallRates",
        "a network too deep for its images, training.RunTest, aLayerThatCannotTakeItsInputStopsARunBeforeItStarts",
        "a decoder that can't decode, training.network.TransducerTest, shortTextsAreLearnedToBeTurnedRound",
        "an early end judged by the epoch before, training.LengthTest, theBestOfAllCountsNotTheOneBefore",
        "labels of sequences, training.objective.SequenceObjectiveTest, sequenceCrossEntropyIsTheMeanOverTheTokensThatAreNotPadding",
        "initial values that begin beyond ln 10, training.network.NetworkTest, aFreshClassifierStartsAtTheLossOfAnEvenGuess",
        "checkpoints without the optimizer's state, training.RunTest, resumingFromAnyCheckpointGivesTheBitsOfAnUndisturbedRun",
        "a generator whose state can't be saved, training.TrainerProcessTest, killedAndResumedTwiceItGivesTheBitsOfAnUndisturbedRun",
        "bits that depend on the number of threads, training.RunTest, theThreadCountIsChosenOnceAndKeptInTheCheckpoint",
        "more threads that are slower, training.RunTest, aRunWithoutAnyonesThreadCountTriesAndLeavesNoTrace",
        "memory that grows with the steps, training.TrainerProcessTest, itsMemoryStaysFlatOverThousandsOfSteps",
        "a convolution that writes beyond its memory, training.network.ChannelOrderTest, channelsThatDoNotFillTheEnginesVectorsStayOutermost",
        "numbers that Java forgets between the passes, training.network.GarbageTest, aGarbageCollectionBetweenThePassesLeavesALayersGradientAlone",
        "labels beyond the classes, training.RunTest, labelsBeyondTheClassesStopARunBeforeItStarts",
        "a loss that is no number, training.RunTest, aLossThatIsNotFiniteNamesTheStepAndTheLastFiniteLoss"
    })
    void itsTestIsThere(String trap, String test, String name) throws ClassNotFoundException {
        Class<?> tests = Class.forName("org.commonwatt.worker." + test);

        // Rules on the structure are fields.
        assertThat(Stream.concat(
                        Arrays.stream(tests.getDeclaredMethods()).map(Method::getName),
                        Arrays.stream(tests.getDeclaredFields()).map(Field::getName)))
                .describedAs(trap)
                .anyMatch(name::equals);
    }
}
