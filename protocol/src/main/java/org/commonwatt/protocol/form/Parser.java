package org.commonwatt.protocol.form;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.jspecify.annotations.Nullable;

/** Calls {@code static T parse(String)} of types that are written as texts. */
final class Parser {

    private static final ClassValue<Holder> METHODS = new ClassValue<>() {
        @Override
        protected Holder computeValue(Class<?> type) {
            return new Holder(find(type));
        }
    };

    private record Holder(@Nullable Method method) {}

    private Parser() {}

    static boolean isFor(Class<?> type) {
        return METHODS.get(type).method() != null;
    }

    /** @throws IllegalArgumentException with the expected form as its message */
    static Object parse(Class<?> type, String text) {
        Method method = METHODS.get(type).method();
        if (method == null) {
            throw new IllegalStateException(type + " has no parse(String)");
        }
        try {
            return method.invoke(null, text);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The form that {@code parse} asks for, in its own words: it refuses U+0000 like everything else that it does not know. */
    static String expected(Class<?> type) {
        try {
            parse(type, "\u0000");
            return "a text";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static @Nullable Method find(Class<?> type) {
        try {
            Method method = type.getDeclaredMethod("parse", String.class);
            return Modifier.isStatic(method.getModifiers()) && method.getReturnType() == type ? method : null;
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
