package org.commonwatt.protocol.form;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A regular expression that a text, or every text of a list, must match as a whole, with the words that describe it to people. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT})
public @interface Form {
    String pattern();

    /** How the form is described to people, for example "lower-case letters, digits and hyphens". */
    String words();
}
