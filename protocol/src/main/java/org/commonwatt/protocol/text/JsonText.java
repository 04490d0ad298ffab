package org.commonwatt.protocol.text;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import org.commonwatt.protocol.Rejected;

/** Reads JSON by Jackson's tokens. */
final class JsonText {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** The depth is the tree builder's to refuse, in its own words, one level before Jackson would. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Document.MAX_DEPTH + 1)
                    .maxNumberLength(400)
                    .build())
            .build();

    private JsonText() {}

    static Document read(String text) throws Rejected {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return read(parser);
        } catch (JacksonIOException e) {
            throw new IllegalStateException(e);
        } catch (tools.jackson.core.JacksonException e) {
            throw Unreadable.at(place(e.getLocation()), "not JSON: " + e.getOriginalMessage());
        }
    }

    private static Document read(JsonParser parser) throws Rejected {
        TreeBuilder builder = new TreeBuilder();
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            Place place = place(parser.currentTokenLocation());
            if (builder.isComplete()) {
                throw Unreadable.at(place, "more text after the end of the document");
            }
            switch (token) {
                case START_OBJECT -> builder.startObject(place);
                case START_ARRAY -> builder.startList(place);
                case END_OBJECT, END_ARRAY -> builder.end();
                case PROPERTY_NAME -> builder.key(parser.currentName(), place);
                default -> builder.scalar(scalar(parser, token), place);
            }
        }
        Document document = builder.document();
        if (document == null) {
            throw Unreadable.anywhere("the text is empty");
        }
        return document;
    }

    private static JsonNode scalar(JsonParser parser, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT -> Numbers.whole(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new IllegalStateException("no JSON value: " + token);
        };
    }

    private static Place place(@Nullable TokenStreamLocation location) {
        return location == null ? new Place(1, 1) : new Place(location.getLineNr(), location.getColumnNr());
    }
}
