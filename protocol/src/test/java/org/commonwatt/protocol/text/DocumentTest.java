package org.commonwatt.protocol.text;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DocumentTest {

    @Test
    void aFieldIsShownAtItsNameAnElementAtItselfAndWhatIsMissingAtItsObject() throws Exception {
        Document document = Document.yaml("a:\n  b/c~d: 1\n  list:\n    - x\n    -   y\n".getBytes(UTF_8));

        assertThat(places(document, "/a/list/1", "/a/b~1c~0d", "/a/missing", ""))
                .containsExactly("1:1", "1:1", "2:3", "5:9");
    }

    @Test
    void theRootIsNotTheFieldWithoutAName() throws Exception {
        Document document = Document.yaml("{a: 1, '': 2}".getBytes(UTF_8));

        assertThat(places(document, "", "/")).containsExactly("1:1", "1:8");
    }

    @Test
    void placesInJsonAreCountedAlike() throws Exception {
        Document document = Document.json("{\n  \"a\": [true,\n    false]\n}".getBytes(UTF_8));

        assertThat(places(document, "/a/1", "/a", "/b")).containsExactly("1:1", "2:3", "3:5");
    }

    private static List<String> places(Document document, String... pointers) {
        Rejected rejected = new Rejected(List.of(pointers).stream()
                .map(pointer -> new Violation(pointer, "wrong", null, null, null))
                .toList());
        return document.locate(rejected).violations().stream()
                .map(violation -> violation.line() + ":" + violation.column())
                .toList();
    }
}
