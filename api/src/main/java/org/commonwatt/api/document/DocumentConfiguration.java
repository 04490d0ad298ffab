package org.commonwatt.api.document;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * YAML is for documents that people write, and read by the protocol's own strict reader. A library on the class path
 * would make the framework take it for every message too.
 */
@Configuration(proxyBeanMethods = false)
class DocumentConfiguration implements WebMvcConfigurer {

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.configureMessageConvertersList(
                converters -> converters.removeIf(converter -> !(converter instanceof SentDocumentConverter)
                        && converter.getSupportedMediaTypes().contains(MediaType.APPLICATION_YAML)));
    }
}
