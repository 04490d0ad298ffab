package org.commonwatt.protocol.form;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The closed range of a number, of every number of a list, or of a duration in seconds; {@code above} excludes the lower end itself. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface Range {
    double min() default Double.NEGATIVE_INFINITY;

    double max() default Double.POSITIVE_INFINITY;

    /** The value must be strictly greater than this. */
    double above() default Double.NEGATIVE_INFINITY;
}
