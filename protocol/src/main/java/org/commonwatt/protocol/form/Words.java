package org.commonwatt.protocol.form;

import java.util.Locale;

/** How Java names are written in a document. */
public final class Words {

    private Words() {}

    /** {@code Conv2d} → {@code conv2d}. */
    public static String ofType(Class<?> type) {
        String name = type.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** {@code LEAKY_RELU} → {@code leakyRelu}. */
    public static String ofConstant(Enum<?> constant) {
        StringBuilder word = new StringBuilder();
        boolean upper = false;
        for (char letter : constant.name().toCharArray()) {
            if (letter == '_') {
                upper = true;
            } else {
                word.append(upper ? letter : Character.toLowerCase(letter));
                upper = false;
            }
        }
        return word.toString();
    }
}
