package org.commonwatt.protocol.text;

import java.util.Iterator;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

import org.commonwatt.protocol.Rejected;

/** Reads YAML by the events of snakeyaml-engine: nothing is composed or constructed by it, so nothing can be made to explode. */
final class YamlText {

    private YamlText() {}

    static Document read(String text) throws Rejected {
        LoadSettings settings = LoadSettings.builder()
                .setLabel("text")
                .setUseMarks(true)
                // Read at once: of a long scalar all that is there is copied for every further piece.
                .setBufferSize(Math.max(1, text.length()))
                .build();
        Iterator<Event> events = new Parse(settings).parseString(text).iterator();
        TreeBuilder builder = new TreeBuilder();
        boolean started = false;
        for (Event event = next(events); event != null; event = next(events)) {
            Place place = place(event.getStartMark());
            if (event instanceof DocumentStartEvent) {
                if (started) {
                    throw Unreadable.at(place, "a second document begins; one is allowed");
                }
                started = true;
            } else {
                accept(event, place, builder);
            }
        }
        Document document = builder.document();
        if (document == null) {
            throw Unreadable.anywhere("the text is empty");
        }
        return document;
    }

    private static void accept(Event event, Place place, TreeBuilder builder) throws Rejected {
        if (event instanceof AliasEvent) {
            throw Unreadable.at(place, "aliases (*name) are not allowed; write the value again");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw Unreadable.at(place, "anchors (&name) are not allowed");
        }
        switch (event.getEventId()) {
            case MappingStart -> {
                start((CollectionStartEvent) event, place, builder);
                builder.startObject(place);
            }
            case SequenceStart -> {
                start((CollectionStartEvent) event, place, builder);
                builder.startList(place);
            }
            case MappingEnd, SequenceEnd -> builder.end();
            case Scalar -> scalar((ScalarEvent) event, place, builder);
            case Alias, Comment, DocumentStart, DocumentEnd, StreamStart, StreamEnd -> {
                // Nothing of the tree.
            }
        }
    }

    private static void start(CollectionStartEvent event, Place place, TreeBuilder builder) throws Rejected {
        refuseTag(event.getTag(), place);
        if (builder.expectsKey()) {
            throw Unreadable.at(place, "a field's name must be a plain text");
        }
    }

    private static void scalar(ScalarEvent event, Place place, TreeBuilder builder) throws Rejected {
        refuseTag(event.getTag(), place);
        if (builder.expectsKey()) {
            builder.key(event.getValue(), place);
        } else {
            builder.scalar(CoreScalars.read(event.getValue(), event.isPlain()), place);
        }
    }

    private static void refuseTag(Optional<String> tag, Place place) throws Rejected {
        if (tag.isPresent()) {
            throw Unreadable.at(place, "tags (!name) are not allowed");
        }
    }

    /** The next event, or null at the end. */
    private static @Nullable Event next(Iterator<Event> events) throws Rejected {
        try {
            return events.hasNext() ? events.next() : null;
        } catch (MarkedYamlEngineException e) {
            throw Unreadable.at(place(e.getProblemMark()), "not YAML: " + sentence(e));
        } catch (RuntimeException e) {
            // The scanner lets others through, such as NumberFormatException for a huge number in a %YAML directive.
            throw Unreadable.anywhere("not YAML: " + firstLine(String.valueOf(e.getMessage())));
        }
    }

    private static String sentence(MarkedYamlEngineException e) {
        return (e.getContext() == null ? "" : e.getContext() + ", ") + e.getProblem();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("unreadable");
    }

    private static Place place(Optional<Mark> mark) {
        return mark.map(found -> new Place(found.getLine() + 1, found.getColumn() + 1))
                .orElseGet(() -> new Place(1, 1));
    }
}
