package org.commonwatt.protocol.form;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The allowed number of elements of a list, or of characters of a text. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface Size {
    int min() default 0;

    int max() default Integer.MAX_VALUE;
}
