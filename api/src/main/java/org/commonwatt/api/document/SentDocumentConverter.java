package org.commonwatt.api.document;

import java.io.IOException;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.stereotype.Component;

import org.commonwatt.protocol.spec.SpecFormat;

/** Reads documents by their media type and leaves their text alone. */
@Component
class SentDocumentConverter extends AbstractHttpMessageConverter<SentDocument> {

    SentDocumentConverter() {
        super(MediaType.APPLICATION_JSON, MediaType.APPLICATION_YAML);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == SentDocument.class;
    }

    @Override
    protected boolean canWrite(@Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected SentDocument readInternal(Class<? extends SentDocument> type, HttpInputMessage message)
            throws IOException {
        MediaType sent = message.getHeaders().getContentType();
        MediaType mediaType = sent == null ? MediaType.APPLICATION_JSON : sent;
        SpecFormat format = MediaType.APPLICATION_JSON.includes(mediaType) ? SpecFormat.JSON : SpecFormat.YAML;
        return new SentDocument(
                message.getBody().readAllBytes(), format, mediaType.getType() + "/" + mediaType.getSubtype());
    }

    @Override
    protected void writeInternal(SentDocument document, HttpOutputMessage message) {
        throw new UnsupportedOperationException("documents are only read");
    }
}
