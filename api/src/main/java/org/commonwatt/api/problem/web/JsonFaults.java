package org.commonwatt.api.problem.web;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;

/** Says what is wrong with a JSON body without telling of the classes that read it. */
final class JsonFaults {

    private JsonFaults() {}

    static String explain(JacksonException fault) {
        TokenStreamLocation location = fault.getLocation();
        String where =
                location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
        if (fault instanceof DatabindException unfit) {
            return "The JSON does not have the form that is taken here: look at '" + pointer(unfit) + "'" + where + ".";
        }
        return "The body is not JSON: " + fault.getOriginalMessage() + where + ".";
    }

    private static String pointer(DatabindException unfit) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : unfit.getPath()) {
            String name = step.getPropertyName();
            pointer.append('/').append(name == null ? Integer.toString(step.getIndex()) : name);
        }
        return pointer.isEmpty() ? "/" : pointer.toString();
    }
}
