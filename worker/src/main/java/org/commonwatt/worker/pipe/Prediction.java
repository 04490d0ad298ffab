package org.commonwatt.worker.pipe;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a model says to one input. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Prediction.Classes.class, name = "classes"),
    @JsonSubTypes.Type(value = Prediction.Numbers.class, name = "numbers"),
    @JsonSubTypes.Type(value = Prediction.Neighbours.class, name = "neighbours"),
    @JsonSubTypes.Type(value = Prediction.Text.class, name = "text")
})
public sealed interface Prediction {

    /** The classes by falling score, at most ten of them. */
    record Classes(List<Guess> guesses) implements Prediction {}

    /**
     * One class.
     *
     * @param label its name
     * @param score what the model gives it: a probability, 0..1, where it was trained by a cross-entropy; else its output
     */
    record Guess(String label, double score) {}

    /** The target's numbers. */
    record Numbers(List<Double> values) implements Prediction {}

    /** The words nearest to a word, nearest first; their score is the cosine of the angle between their vectors, −1..1. */
    record Neighbours(List<Guess> words) implements Prediction {}

    /** What the input becomes, or how it goes on. */
    record Text(String text) implements Prediction {}
}
