package org.commonwatt.api;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.protocol.Json;

@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    /** The one mapper of the protocol reads and writes all messages; nothing of the framework's changes it. */
    @Bean
    JsonMapper jsonMapper() {
        return Json.mapper();
    }
}
